import { fold, type Language } from '../language';

/*
 * What a written sentence may never say, whatever its sources say. Patterns are over folded text (`æ` is `ae`), in the two languages of our own words
 * and, shorter, in the four others that a document may have.
 */

/** That the customer's case is covered, will be paid or will be decided for them. */
const promises: RegExp[] = [
  /\b(you|your \w+( \w+)?|this|that|it|the loss|these|they)('re|'s| are| is| will be| remain| stay)( now| still| fully| also| always)* (covered|insured|protected|compensated|reimbursed|approved|paid)\b/,
  /\byou( will|'ll)?( then| always| definitely)? (get|receive|be given)( the| your| a| full)* (money|compensation|indemnity|payment|payout|refund|whole amount|limit|reimbursement)/,
  /\b(we|i)( will|'ll| shall| guarantee| promise)( \w+){0,2} (pay|cover|compensate|reimburse|refund|approve|grant|insure|increase|raise|settle|accept|waive)/,
  /\b(guarantee[ds]?|promise[ds]?)\b(?! (you )?(anything|something))/,
  /\b(garanter(er|ar|es)|garantiert|garandeert|lovar|verspricht|belooft)\b/,
  /\b(skaden|polisen|kravet|tapet) (din|deres|ditt) (er|blir)( \w+)? (dekket|utbetalt|erstattet)\b/,
  /\b(sie|du|ni|u|dere) (erhalten|bekommst|faar|krijgt)( \w+){0,3} (betrag|belopp\w*|beloep\w*|bedrag)\b/,
  /\b(will|shall) (definitely |certainly |surely |always )?be (paid|covered|compensated|reimbursed|approved|granted|refunded|insured|accepted)\b/,
  /\b(du|i|jeres? \w+|dit \w+|din \w+|dette|det|tabet|skaden|kravet)( er| bliver| vil blive)( nu| ogsaa| altid| fuldt| helt| stadig)* (daekket|forsikret|erstattet|udbetalt|godkendt)\b/,
  /\b(er|bliver) (du|i|jeres? \w+|dit \w+|din \w+|tabet|skaden)( nu| ogsaa| altid| fuldt| helt| stadig)* (daekket|forsikret|erstattet|udbetalt|godkendt)\b/,
  /\b(du|i) (faar|vil faa)( \w+){0,4} (penge|erstatning|erstatningen|daekket|udbetalt|beloebet|godkendt|erstattet)\b/,
  /\b(faar|vil faa) (du|i)( \w+){0,4} (penge|erstatning|erstatningen|daekket|udbetalt|godkendt)\b/,
  /\b(vi|jeg)( vil)?( altid| nu| gerne)? (betaler|daekker|udbetaler|erstatter|godkender|garanterer|lover|bevilger|haever|forhoejer)\b/,
  /\b(beloebet|pengene|erstatningen|skaden|kravet) (bliver|vil blive|er) (udbetalt|betalt|godkendt|overfoert)\b/,
  /\b(udbetales|overfoeres|betales) (den|i morgen|i dag|straks)\b/,
  /\bgaranti for (daekning|udbetaling)\b/,
  /\b(du|ni|era? \w+|din \w+|ditt \w+) (aer|blir|faar) (taeckt|foersaekrad|ersatt|ersaettning|pengar)/,
  /\b(vi|jeg) (betalar|ersaetter|dekker|betaler|garanterar|lovar)\b/,
  /\b(sie|ihr \w+|du) (sind|ist|bist|erhalten|bekommen|werden)( \w+){0,3} (versichert|gedeckt|entschaedigung|ausgezahlt|geld)/,
  /\bwir (zahlen|decken|ersetzen|garantieren|versprechen)\b/,
  /\b(u|je|uw \w+|jouw \w+) (bent|is|krijgt|ontvangt)( \w+){0,3} (gedekt|verzekerd|vergoeding|uitbetaald|geld)/,
  /\b(wij|we) (betalen|vergoeden|dekken|garanderen)\b/,
];

const doneEn =
  'filed|sent|forwarded|passed|transferred|registered|lodged|booked|noted|updated|cancelled|changed|approved|accepted|rejected|reported|submitted|opened|closed|called|contacted|asked|informed|notified|arranged|recorded|decided|reduced|increased|started|created|deleted';
const doneDa =
  'anmeldt|sendt|videresendt|viderestillet|registreret|oprettet|noteret|opdateret|annulleret|aendret|godkendt|afvist|indberettet|indsendt|lukket|ringet|kontaktet|spurgt|informeret|bestilt|afgjort|nedsat|forhoejet|startet|slettet|overdraget|anerkendt|ophaevet';

/** That something was done, or will be, by us or in the customer's own case. */
const acts: RegExp[] = [
  new RegExp(String.raw`\b(i|we)('ve| have| had)( now| just| already| also)* (${doneEn})\b`),
  new RegExp(
    String.raw`\b(i am|i'm|we are|we're)( now)? (transferring|forwarding|sending|filing|registering|contacting|calling|opening|passing|connecting|escalating)`,
  ),
  /\b(i|we)( will|'ll| shall|'m going to| am going to| are going to)( now| then)? (call|contact|transfer|forward|send|file|register|lodge|notify|inform|pass|connect|escalate|arrange|get back|reach out|be in touch|ask a|let you)/,
  new RegExp(
    String.raw`\b(your|the) (\w+ )?(claim|complaint|case|application|request|message|policy|limit|debt)( \w+)? (has|have) (now |just |already )?been (${doneEn})\b`,
  ),
  new RegExp(String.raw`\b(jeg|vi) har( nu| lige| allerede| ogsaa)* (\w+ ){0,3}(${doneDa})\b`),
  /\b(jeg|vi) (viderestiller|overfoerer|kontakter|ringer|videresender|registrerer|opretter|bestiller|vender tilbage)\b/,
  /\bjeg (sender|anmelder|giver|spoerger|noterer)\b/,
  new RegExp(
    String.raw`\b(din|dit|dine|jeres|sagen|skaden|klagen|ansoegningen|kravet)( \w+)? (er|bliver)( nu| lige| allerede)* (${doneDa})\b`,
  ),
  // The bot never speaks of itself: whatever it says to have done, or to be about to do, is done by nobody.
  /\bi(?:'ve|'ll|'m| have| will| am)\b(?=.*\b(you|your|the)\b)/,
  /\bjeg (har|vil|er ved at|skal nok)\b/,
  // In the other languages any first person's perfect.
  /\b(jag|vi) har( \w+){0,2} \w+(t|ts|d)\b(?<=\b(jag|vi) har.*)(?=.*\b(din|ditt|dig|er|en kollega|kollega)\b)/,
  /\bjeg har( \w+){0,2} (sagt|tilkalt|sendt|meldt|satt|opphevet|kansellert|registrert)\b/,
  /\bich habe( \w+){0,4} (ge\w+t|ge\w+en|storniert|registriert|gekuendigt)\b/,
  /\b(ik heb|wij hebben|we hebben)( \w+){0,4} (\w*ge\w+(t|d|en))\b/,
  /\bfordi du (har )?(indberettede|anmeldte|indberettet|anmeldt)( \w+){0,3}[^.]*\bafvist\b/,
];

/** Words before it that make it a condition, and no statement: "once we have accepted the claim". */
const condition =
  /\b(if|when|once|until|after|before|unless|whether|that|which|where|as soon as|hvis|naar|foer|efter|indtil|medmindre|om|som|der|at|hvor|saa snart|om|naer|wenn|sobald|ob|als|indien)\b[^.;]*$/;

/** A pattern stands in a clause that is no condition, and is not denied where `unlessDenied`. */
function states(text: string, patterns: readonly RegExp[], unlessDenied: boolean): boolean {
  return text.split(/(?<=[.;:!?])\s+|,\s+/).some((clause) =>
    patterns.some((pattern) => {
      const match = pattern.exec(clause);
      if (match === null || condition.test(clause.slice(0, match.index))) return false;
      return !(unlessDenied && denies.test(clause));
    }),
  );
}

const denies = /\b(not|never|cannot|no|ikke|aldrig|ingen|inte|nicht|niet|kein|geen)\b|n't\b/;
const plainly = (text: string): string => fold(text).replaceAll('’', "'");

/** Promises cover, payment or a decision in the customer's favour. A denial is no promise. */
export const promisesSomething = (text: string): boolean => states(plainly(text), promises, true);

/** Says that something was done or will be. */
export const saysItActs = (text: string): boolean => states(plainly(text), acts, false);

/** Says "I": our own words never do, so who it is speaks for itself. Not the Danish minute ("5 min."), nor the Danish "I", which is a plural you. */
const firstPerson: Record<Language, RegExp> = {
  da: /(?<!\p{L})(jeg|mig|mit|mine|min(?!\.|\p{L}))(?!\p{L})/iu,
  en: /(?<!\p{L})(I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)(?!\p{L})/u,
  sv: /(?<!\p{L})(jag|mig|mitt|mina|min(?!\.|\p{L}))(?!\p{L})/iu,
  no: /(?<!\p{L})(jeg|meg|mitt|mine|min(?!\.|\p{L}))(?!\p{L})/iu,
  de: /(?<!\p{L})(ich|mich|mir|mein(e[mnrs]?)?)(?!\p{L})/iu,
  nl: /(?<!\p{L})(ik|mij|mijn)(?!\p{L})/iu,
};
/** What a model is and is told, by the beginnings of the words in six languages. */
const ofModels =
  /\b(assist[ae]n\w*|an ai|en ai|chatbots?|(language|sprog|spraak|sprach|taal) ?mod[e]l+\w*|instru[ck]\w*|anweisung\w*|prompts?\b|system ?prompt\w*|developer|udvikler\w*|entwickler\w*|en hjaelper)/g;

/** Speaks of itself, or of what a model is told, and no source does: a source has the very words. */
export function speaksOfItself(text: string, language: Language, sources: readonly string[]): boolean {
  const own = firstPerson[language];
  if (own.test(text) && !sources.some((source) => own.test(source))) return true;
  const told = sources.map(fold);
  return [...fold(text).matchAll(ofModels)].some(([word]) => !told.some((source) => source.includes(word)));
}

const secrets = [
  /\b(send|give|tell|write|enter|type|share|provide|confirm|skriv|giv|oplys|indtast|del|bekraeft|fortael|skicka|ange|oppgi|gi|geben|sende\w*|nenne\w*|stuur|geef|deel)\b( \w+){0,5}? \w*(password|passcode|pin|pin ?code|card number|cvv|cvc|adgangskode\w*|kodeord\w*|kortnummer\w*|pinkode\w*|loesenord|passord|passwort|kennwort|wachtwoord|kartennummer|kaartnummer)\b/,
];

/** Asks for a password or the number of a card, which nobody of ours ever does. */
export const asksForSecret = (text: string): boolean => states(plainly(text), secrets, true);

const advises =
  /^consider\b|[.;:] consider\b|\b(should|ought to|recommend\w*|advis\w+|suggest\w*|it is (best|wise|better)|make sure|boer|anbefal\w*|foreslaar|raader|overvej|det er (bedst|klogt|bedre)|soerg for|empfehl\w*|sollten|raad\w*|zou moeten|rekommenderar|boerde)\b/;

/** Gives advice: sources must give some too. */
export const givesAdvice = (text: string): boolean => advises.test(fold(text));

/** Links, addresses of the web, HTML, headings, images: only we make them. */
export const hasMarkup = (text: string): boolean =>
  /https?:|www\.|\]\(|!\[|<\/?[a-z!][^>]*>|^\s*#{1,6}\s|```|\bjavascript:/im.test(text);
