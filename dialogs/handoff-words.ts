import type { ReplyLanguage } from '../knowledge';
import { type Contact, waysToReach } from './contact';
import { roughlyWhen, whenItIs } from './handoff-times';

/** Where somebody stands in the queue, as far as it can be told. */
interface Place {
  /** How many are taken before them; 0 for the next. Undefined where it cannot be told. */
  ahead: number | undefined;
  expectedAt: Date | undefined;
}

type DelayReason =
  | { kind: 'others-first'; ahead: number }
  | { kind: 'all-busy' }
  | { kind: 'nobody-there' }
  | { kind: 'nobody-suited' }
  | { kind: 'closed'; opensAt: Date }
  | { kind: 'unknown' };

/** How a conversation with a person ended. Only `no-reply` and `abuse` change what is said. */
type Outcome = 'solved' | 'follow-up' | 'wrong-place' | 'no-reply' | 'abuse';

/** What staff wrote is shown as they wrote it: nothing in a name or a summary becomes markup of ours. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '').trim();

const sentences = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

function placeText({ ahead, expectedAt }: Place, now: Date, language: ReplyLanguage): string {
  const da = language === 'da';
  if (ahead === undefined) return expectationText(expectedAt, now, language);
  const place =
    ahead === 0
      ? da
        ? 'Du er den næste i køen.'
        : 'You are next in the queue.'
      : da
        ? `Der er ${ahead === 1 ? '1 kunde' : `${ahead} kunder`} før dig i køen.`
        : `There ${ahead === 1 ? 'is 1 customer' : `are ${ahead} customers`} before you in the queue.`;
  return sentences(place, expectationText(expectedAt, now, language));
}

/** An expectation that has passed says nothing any more: then nothing is promised. */
function expectationText(expectedAt: Date | undefined, now: Date, language: ReplyLanguage): string {
  const da = language === 'da';
  if (expectedAt === undefined || expectedAt < now)
    return da ? 'Vi kan ikke sige endnu, hvor længe det varer.' : 'We cannot say yet how long it will take.';
  const when = roughlyWhen(expectedAt, now, language);
  return da ? `Vi regner med, at der er nogen til dig ${when}.` : `We expect somebody to be with you ${when}.`;
}

function delayText(why: DelayReason, now: Date, language: ReplyLanguage): string {
  const da = language === 'da';
  switch (why.kind) {
    case 'others-first':
      return da
        ? 'De henvendelser, der kom før din, tager længere tid, end vi regnede med.'
        : 'The enquiries that came before yours take longer than we expected.';
    case 'all-busy':
      return da
        ? 'Alle, der er her, taler med andre kunder, og deres samtaler varer længere, end vi regnede med.'
        : 'Everybody here is with other customers, and those conversations take longer than we expected.';
    case 'nobody-there':
      return da ? 'Der sidder ingen ved chatten lige nu.' : 'Nobody is at the chat just now.';
    case 'nobody-suited':
      return da
        ? 'Ingen af dem, der sidder ved chatten lige nu, kan tage din henvendelse.'
        : 'None of those who are at the chat just now can take your enquiry.';
    case 'closed':
      return da
        ? `Vi har lukket imens og åbner igen ${whenItIs(why.opensAt, now, 'da')}.`
        : `We have closed meanwhile and open again ${whenItIs(why.opensAt, now, 'en')}.`;
    case 'unknown':
      return da ? 'Vi kender ikke årsagen.' : 'We do not know the reason.';
    default:
      throw new Error(`Unhandled reason: ${why satisfies never}`);
  }
}

/** Said as a person's, wherever a name is said. */
const personNamed = (name: string, language: ReplyLanguage): string =>
  language === 'da' ? `${plain(name)} (medarbejder)` : `${plain(name)} (a person)`;

function endingText(outcome: Outcome, language: ReplyLanguage): string | undefined {
  const da = language === 'da';
  switch (outcome) {
    case 'solved':
    case 'wrong-place':
      return undefined;
    case 'follow-up':
      return da
        ? 'Vi arbejder videre med det og vender tilbage til dig.'
        : 'We go on with it and will come back to you.';
    case 'no-reply':
      return da ? 'Vi hørte ikke mere fra dig.' : 'We heard no more from you.';
    case 'abuse':
      return da ? 'Vi kan ikke fortsætte en samtale i den tone.' : 'We cannot go on with a conversation in that tone.';
    default:
      throw new Error(`Unhandled outcome: ${outcome satisfies never}`);
  }
}

function summaryText(summary: string, name: string | undefined, language: ReplyLanguage): string | undefined {
  const told = plain(summary);
  if (told === '') return undefined;
  if (language === 'da') return name === undefined ? `Opsummering: ${told}` : `${plain(name)} opsummerer: ${told}`;
  return name === undefined ? `Summary: ${told}` : `${plain(name)}’s summary: ${told}`;
}

const paragraphs = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

interface Ended {
  number: number;
  name: string | undefined;
  outcome: Outcome;
  summary: string;
}

/**
 * What the customer is told of a hand-off, step by step: whole sentences that need no client of ours. Nothing is promised that is not known; a delay
 * is told with its reason and what may be expected instead.
 */
export const handoffWords = (contact: Contact) => ({
  received: (language: ReplyLanguage, { number, now, ...place }: Place & { number: number; now: Date }): string =>
    language === 'da'
      ? paragraphs(
          sentences(`Du er stillet i kø til en medarbejder (sag ${number}).`, placeText(place, now, 'da')),
          'Skriv endelig imens: medarbejderen kan læse det hele. Skriv "annuller", hvis du hellere vil fortsætte med mig.',
        )
      : paragraphs(
          sentences(`You are in the queue for a person (case ${number}).`, placeText(place, now, 'en')),
          'Do write meanwhile: the person will be able to read all of it. Write "cancel" if you would rather go on with me.',
        ),

  messageKept(
    language: ReplyLanguage,
    {
      number,
      opensAt,
      reachedAt,
      now,
    }: { number: number; opensAt: Date | undefined; reachedAt: string | undefined; now: Date },
  ): string {
    // An address keeps its underscores.
    const at = reachedAt?.replace(/[\\`*[\]<>]/g, '').trim();
    if (language === 'da')
      return sentences(
        `Din besked er gemt som sag ${number}.`,
        opensAt && `Vi åbner ${whenItIs(opensAt, now, 'da')}, og så ser en medarbejder på den.`,
        at === undefined ? 'Svaret kommer her i samtalen.' : `Svaret kommer her i samtalen eller til ${at}.`,
        'Jeg svarer gerne på spørgsmål imens.',
      );
    return sentences(
      `Your message is kept as case ${number}.`,
      opensAt && `We open ${whenItIs(opensAt, now, 'en')}, and a person will look at it then.`,
      at === undefined
        ? 'The answer comes here in this conversation.'
        : `The answer comes here in this conversation or to ${at}.`,
      'I am glad to answer questions meanwhile.',
    );
  },

  taken: (
    language: ReplyLanguage,
    { number, name, leftMessage }: { number: number; name: string; leftMessage: boolean },
  ): string => {
    const who = personNamed(name, language);
    if (language === 'da')
      return leftMessage
        ? `${who} ser nu på din besked (sag ${number}) og svarer dig her.`
        : `${who} er med nu og svarer dig fra nu af.`;
    return leftMessage
      ? `${who} is now looking at your message (case ${number}) and answers you here.`
      : `${who} has joined and answers you from now on.`;
  },

  transferred(
    language: ReplyLanguage,
    {
      from,
      to,
      leftMessage,
      now,
      ...place
    }: Place & {
      number: number;
      from: string | undefined;
      to: { colleague: string } | { team: string };
      leftMessage: boolean;
      now: Date;
    },
  ): string {
    const da = language === 'da';
    const whom =
      'colleague' in to
        ? personNamed(to.colleague, language)
        : da
          ? `teamet ${plain(to.team)}`
          : `the team ${plain(to.team)}`;
    const what = da
      ? from === undefined
        ? `Din henvendelse er givet videre til ${whom}.`
        : `${plain(from)} har givet din henvendelse videre til ${whom}.`
      : from === undefined
        ? `Your enquiry has been passed on to ${whom}.`
        : `${plain(from)} has passed your enquiry on to ${whom}.`;
    return sentences(what, leftMessage ? undefined : placeText(place, now, language));
  },

  ownerGone(
    language: ReplyLanguage,
    { name, leftMessage, now, ...place }: Place & { number: number; name: string; leftMessage: boolean; now: Date },
  ): string {
    const what =
      language === 'da'
        ? `${plain(name)} har mistet forbindelsen, så en anden tager over. Intet af det, du har skrevet, er tabt.`
        : `${plain(name)} has lost the connection, so somebody else takes over. Nothing that you have written is lost.`;
    return sentences(what, leftMessage ? undefined : placeText(place, now, language));
  },

  returned: (language: ReplyLanguage, { name }: { number: number; name: string }): string =>
    language === 'da'
      ? `${plain(name)} har givet samtalen tilbage til mig, den digitale assistent. Hvad kan jeg hjælpe med?`
      : `${plain(name)} has handed the conversation back to me, the digital assistant. What can I help you with?`,

  cancelled: (language: ReplyLanguage, { number }: { number: number }): string =>
    language === 'da'
      ? `Så venter du ikke længere på en medarbejder (sag ${number} er lukket). Jeg, den digitale assistent, svarer igen.`
      : `You are no longer waiting for a person (case ${number} is closed). I, the digital assistant, answer again.`,

  closed(language: ReplyLanguage, { number, name, outcome, summary }: Ended): string {
    const ended =
      language === 'da'
        ? `${name === undefined ? 'Henvendelsen er afsluttet' : `${plain(name)} har afsluttet samtalen`} (sag ${number}).`
        : `${name === undefined ? 'The enquiry has been closed' : `${plain(name)} has ended the conversation`} (case ${number}).`;
    const onwards =
      language === 'da' ? 'Jeg, den digitale assistent, svarer igen.' : 'I, the digital assistant, answer again.';
    return paragraphs(sentences(ended, endingText(outcome, language)), summaryText(summary, name, language), onwards);
  },

  messageAnswered(language: ReplyLanguage, { number, name, outcome, summary }: Ended): string {
    const ended =
      language === 'da'
        ? `Sag ${number}, den besked du lagde, er afsluttet${name === undefined ? '' : ` af ${personNamed(name, 'da')}`}.`
        : `Case ${number}, the message that you left, has been closed${name === undefined ? '' : ` by ${personNamed(name, 'en')}`}.`;
    return paragraphs(sentences(ended, endingText(outcome, language)), summaryText(summary, name, language));
  },

  failed: (language: ReplyLanguage, { number }: { number: number }): string =>
    language === 'da'
      ? `Det lykkedes ikke at få fat i en medarbejder her (sag ${number}), og det beklager jeg. ${waysToReach(contact, 'da')}. Jeg, den digitale assistent, svarer igen imens.`
      : `It was not possible to get hold of a person here (case ${number}), and I am sorry about that. ${waysToReach(contact, 'en')}. I, the digital assistant, answer again meanwhile.`,

  late(
    language: ReplyLanguage,
    { why, now, ...place }: Place & { number: number; why: DelayReason; now: Date },
  ): string {
    const sorry = language === 'da' ? 'Det trækker ud, og det beklager vi.' : 'This takes longer, and we are sorry.';
    const instead = why.kind === 'closed' ? undefined : placeText(place, now, language);
    const orElse =
      language === 'da' ? 'Skriv "annuller", hvis du ikke vil vente.' : 'Write "cancel" if you would rather not wait.';
    return sentences(sorry, delayText(why, now, language), instead, orElse);
  },
});
