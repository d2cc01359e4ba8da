import type { ReplyLanguage } from '../knowledge';
import { type Contact, waysToReach } from './contact';
import type { Spoken } from './reply-types';
import { nextSteps } from './suggestions';

/**
 * What became of the files that a customer sent.
 * - `kept`: they lie with the conversation.
 * - `not-taken`: they came by a channel from which files are not taken.
 * - `refused`: one or more were of a kind that is not taken, or could not be had.
 */
export type FilesSent = 'kept' | 'not-taken' | 'refused';

function words(sent: FilesSent, language: ReplyLanguage, contact: Contact): string {
  const da = language === 'da';
  switch (sent) {
    case 'kept':
      return da
        ? `Jeg kan ikke selv læse filer. Det, du sendte, er gemt i samtalen: kommer en medarbejder med i den, har vedkommende det foran sig. Vil du have nogen til at se på det, så skriv, at du vil tale med et menneske. ${waysToReach(contact, 'da')}, hvis det haster.`
        : `I cannot read files myself. What you sent is kept in this conversation: if a member of staff joins it, they have it before them. If you want somebody to look at it, write that you would like to talk to a person. ${waysToReach(contact, 'en')} if it is urgent.`;
    case 'not-taken':
      return da
        ? `Her kan jeg ikke tage imod filer, og den, du sendte, er ikke gemt hos os. Send den i chatten på vores hjemmeside i stedet. ${waysToReach(contact, 'da')}, hvis det ikke kan lade sig gøre.`
        : `I cannot take files here, and what you sent is not kept with us. Send it in the chat on our website instead. ${waysToReach(contact, 'en')} if that is not possible.`;
    case 'refused':
      return da
        ? `Jeg kunne ikke tage imod alt, hvad du sendte. Vi tager billeder (PNG, JPEG, GIF, WebP) og PDF på højst 10 MB, fem ad gangen. Er det en af dem, så prøv igen om lidt. ${waysToReach(contact, 'da')}, hvis det haster.`
        : `I could not take all of what you sent. We take pictures (PNG, JPEG, GIF, WebP) and PDF of 10 MB at most, five at a time. If it is one of those, please try again in a while. ${waysToReach(contact, 'en')} if it is urgent.`;
    default:
      throw new Error(`Unhandled files: ${sent satisfies never}`);
  }
}

/** What the bot says to files: that it does not read them itself, what became of them, and how they get to somebody who does. */
export const filesReply = (sent: FilesSent, language: ReplyLanguage, contact: Contact): Spoken => ({
  text: words(sent, language, contact),
  language,
  citations: [],
  suggestions: sent === 'kept' ? nextSteps(language) : [],
});

/** What is said to files while the customer waits for a person or talks to one, who is not the bot: marked as a notice, for a person may be speaking. */
export function filesBesidePerson(sent: FilesSent, language: ReplyLanguage): Spoken {
  const da = language === 'da';
  const told = {
    kept: da
      ? 'Filen er gemt i samtalen, så medarbejderen kan se den.'
      : 'The file is kept in this conversation, so the member of staff can see it.',
    'not-taken': da
      ? 'Filen kom ikke frem: her kan der ikke tages imod filer, og medarbejderen kan ikke se den. Skriv det vigtigste her, og aftal med medarbejderen, hvor den skal sendes hen.'
      : 'The file has not arrived: files cannot be taken here, and the member of staff cannot see it. Write what matters most here, and agree with the member of staff where to send it.',
    refused: da
      ? 'Noget af det, du sendte, kunne ikke modtages, og medarbejderen kan ikke se det. Vi tager billeder (PNG, JPEG, GIF, WebP) og PDF på højst 10 MB, fem ad gangen.'
      : 'Something you sent could not be taken, and the member of staff cannot see it. We take pictures (PNG, JPEG, GIF, WebP) and PDF of 10 MB at most, five at a time.',
  }[sent];
  const text = `${da ? 'Automatisk besked' : 'Automatic notice'}: ${told}`;
  return { text, language, citations: [], suggestions: [], person: null };
}

/** What staff see in the place of a file that was not taken. */
export const fileNotTaken = (name: string, language: ReplyLanguage): string =>
  language === 'da' ? `(Filen ${name} blev ikke modtaget.)` : `(The file ${name} was not received.)`;

/** What a customer in Teams is told when a file of ours did not reach their OneDrive. */
export const fileNotSent = (name: string, language: ReplyLanguage): string =>
  language === 'da'
    ? `Filen ${name} kunne ikke lægges i dit OneDrive. Skriv, hvis du vil have den sendt igen.`
    : `The file ${name} could not be put into your OneDrive. Write if you would like it to be sent again.`;

/** What stands in the conversation when a customer in Teams would not have a file of ours. */
export const fileDeclined = (name: string, language: ReplyLanguage): string =>
  language === 'da'
    ? `Filen ${name} er ikke lagt i OneDrive: det blev der sagt nej tak til. Skriv, hvis du vil have den alligevel.`
    : `The file ${name} was not put into OneDrive: it was declined. Write if you would like it after all.`;
