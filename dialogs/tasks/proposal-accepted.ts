/** What was proposed, as the customer names it: "whatever you suggest", "det, I anbefaler", "jeres forslag". */
const proposal =
  /(?<!\p{L})(?:(?:what|whatever|whichever|as|the\s+one)\s+you(?:\s+(?:would|have))?\s+(?:suggest|recommend|propose)(?:ed)?|(?:your|the)\s+(?:suggestion|recommendation|proposal)|as\s+(?:suggested|recommended|proposed)|(?:det|den|hvad|som),?\s+(?:(?:som|I|du|har)\s+)*(?:foreslår|anbefaler|foreslået|anbefalet)|(?:jeres|dit|din|det)\s+(?:forslag|anbefaling)|forslaget|anbefalingen|det\s+foreslåede|det\s+anbefalede)(?!\p{L})/iu;
const agreeing = new Set(
  `yes yeah ok okay fine good great please thanks thank you just then so we i i'll we'll let's would will like to do take choose use follow accept go
  with agree is that's that it sounds and
  ja jo fint fin god godt tak bare så vi jeg lad os vil gerne gør tag tage tager vælg vælge vælger brug bruger følg følger accepterer siger går med til
  er det lyder og venligst enig i`.split(/\s+/),
);

/**
 * Whether the message takes what was just proposed, and does no more: beside the proposal it may hold words of agreement only, so that neither
 * "I don't want what you suggest" nor "why do you suggest that?" is a yes.
 */
export const takesProposal = (text: string): boolean =>
  proposal.test(text) &&
  !text.includes('?') &&
  text
    .replace(proposal, ' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}']+/u)
    .every((word) => word === '' || agreeing.has(word));
