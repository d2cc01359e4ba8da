import { z } from 'zod';
import { ClaimDraft as ClaimToSend, type Submitted } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import {
  cancelDraft,
  changeAnswer,
  ClaimDraft,
  ClaimField,
  fieldNamed,
  fillDraft,
  filingWords,
  findingsText,
  goBack,
  newDraft,
  type NextStep,
  nextStep,
  questionWords,
  receiptText,
  skipQuestion,
  summaryText,
  unclearText,
  understoodText,
} from '../claim-filing';
import { waysToReach } from '../contact';
import { readControl } from '../reading';
import type { Spoken } from '../reply-types';
import { type DraftOnRecord, onRecord } from './claim-facts';
import { recordReply } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

const State = z.object({
  draft: ClaimDraft,
  /** The question that is open. */
  asked: z.union([ClaimField, z.enum(['which-to-change', 'confirm'])]),
  /** What was asked, to be asked again after an interruption. */
  question: z.string(),
  buttons: z.array(z.object({ title: z.string(), value: z.string() })),
});
type State = z.infer<typeof State>;

/** Writes a claim with the customer, one question at a time, any answer in any order; checks it; sends it when the customer says so. */
export const fileClaimTask: Task<State> = {
  name: 'file-claim',
  State,

  async begin(turn) {
    const empty = newDraft({ id: turn.newId(), at: turn.now, language: turn.language });
    const first = fillDraft(empty, turn.text, undefined, { today: turn.today, at: turn.now });
    return goOn(turn, first.draft, [filingWords.started[turn.language], heard(first, turn)]);
  },

  proceed({ draft, asked }, turn) {
    const { text, language, now: at } = turn;
    switch (readControl(text)) {
      case 'back': {
        const back = goBack(draft, at);
        return goOn(turn, back, back === draft ? [filingWords.nothingToGoBackTo[language]] : []);
      }
      case 'change':
        return change(turn, draft);
      case 'dont-know':
        return dontKnow(turn, draft, asked);
      default:
    }
    if (asked === 'which-to-change') return change(turn, draft);
    if (asked === 'confirm') return confirmed(turn, draft);
    return answered(turn, draft, asked);
  },

  again: ({ question, buttons }, turn) => recordReply(turn, [question], { suggestions: buttons }),
};

const heard = ({ draft, understood, unclear }: ReturnType<typeof fillDraft>, { language }: TaskTurn): string =>
  [understoodText(draft.answers, understood, language), ...unclear.map((one) => unclearText(one, language))]
    .filter((line) => line !== '')
    .join('\n\n');

/** Takes an answer, and whatever else the message says. */
async function answered(turn: TaskTurn, draft: ClaimDraft, asked: ClaimField): Promise<Step<State>> {
  const { currency } = await onRecord(draft, turn.records, turn.today, turn.now);
  const filled = fillDraft(draft, turn.text, asked, { today: turn.today, at: turn.now, currency });
  const [unclear] = filled.unclear;
  if (filled.understood.length === 0 && unclear?.kind === 'not-understood') {
    const { help } = asked === 'caseType' ? questionWords('policyNumber') : questionWords(asked);
    const state = { draft, asked, question: help[turn.language], buttons: [] };
    return { kind: 'not-an-answer', spoken: recordReply(turn, [unclearText(unclear, turn.language)]), state };
  }
  if (unclear?.kind === 'ambiguous' && unclear.field === asked)
    return ask(turn, filled.draft, asked, [heard(filled, turn)], unclear.choices);
  return goOn(turn, filled.draft, [heard(filled, turn)]);
}

function change(turn: TaskTurn, draft: ClaimDraft): Promise<Step<State>> {
  const field = fieldNamed(turn.text);
  if (field) return goOn(turn, changeAnswer(draft, field, turn.now), []);
  return Promise.resolve(ask(turn, draft, 'which-to-change', [filingWords.whichToChange[turn.language]]));
}

function dontKnow(turn: TaskTurn, draft: ClaimDraft, asked: State['asked']): Promise<Step<State>> {
  const field = ClaimField.safeParse(asked);
  const skipped = field.success ? skipQuestion(draft, field.data, turn.now) : draft;
  return goOn(turn, skipped, skipped === draft ? [filingWords.needed[turn.language]] : []);
}

/** Looks the draft up in the records and says what comes next. */
async function goOn(turn: TaskTurn, draft: ClaimDraft, lead: readonly string[]): Promise<Step<State>> {
  const { language, records, today, now } = turn;
  const looked = await onRecord(draft, records, today, now);
  if (looked.noSuchPolicy)
    return ask(turn, changeAnswer(looked.draft, 'policyNumber', now), 'policyNumber', [
      ...lead,
      words.noSuchPolicy[language],
    ]);
  if (looked.buyers.length > 1) return chooseBuyer(turn, looked, lead);
  const step = nextStep(looked.draft, looked.facts);
  switch (step.kind) {
    case 'ask':
      return askNext(turn, looked.draft, step, lead);
    case 'blocked':
      return ask(turn, looked.draft, 'which-to-change', [
        ...lead,
        findingsText(step.checked.findings, language),
        filingWords.whichToChange[language],
      ]);
    case 'confirm':
      return ask(
        turn,
        looked.draft,
        'confirm',
        [
          ...lead,
          summaryText(looked.draft, language),
          findingsText(step.checked.findings, language),
          words.send[language],
        ],
        yesAndChange(turn),
        step.checked.findings.map(({ explainedBy }) => ({ work: explainedBy.document, clause: explainedBy.clause })),
      );
    case 'done':
      return { kind: 'done', spoken: recordReply(turn, [...lead]) };
    default:
      throw new Error(`Unhandled step: ${step satisfies never}`);
  }
}

function askNext(
  turn: TaskTurn,
  draft: ClaimDraft,
  step: Extract<NextStep, { kind: 'ask' }>,
  lead: readonly string[],
): Step<State> {
  const { question, choices } =
    step.field === 'caseType' ? questionWords('caseType', step.proposal) : questionWords(step.field);
  const { language } = turn;
  const buttons = choices.map(({ title, value }) => ({ title: title[language], value: value[language] }));
  return ask(turn, draft, step.field, [...lead, question[language]], buttons);
}

/** Two companies of one name: told apart by country and registration number, never chosen by us. */
function chooseBuyer(turn: TaskTurn, { draft, buyers }: DraftOnRecord, lead: readonly string[]): Step<State> {
  const buttons = buyers.slice(0, 5).map(({ legalName, country, nationalId }) => ({
    title: [legalName, country, nationalId && `${nationalId.type} ${nationalId.value}`].filter(Boolean).join(', '),
    value: nationalId?.value ?? legalName,
  }));
  return ask(turn, draft, 'buyer', [...lead, words.whichBuyer[turn.language]], buttons);
}

function ask(
  turn: TaskTurn,
  draft: ClaimDraft,
  asked: State['asked'],
  paragraphs: readonly string[],
  buttons: Spoken['suggestions'] = [],
  clauses: readonly { work: string; clause: string }[] = [],
): Step<State> {
  const question = paragraphs.at(-1) ?? '';
  const spoken = recordReply(turn, paragraphs, { suggestions: buttons, clauses: clauses.slice(0, 2) });
  return { kind: 'ask', spoken, state: { draft, asked, question, buttons } };
}

/** The customer has seen the summary: yes sends it, no asks what to change, "cancel" has been taken care of before. */
async function confirmed(turn: TaskTurn, draft: ClaimDraft): Promise<Step<State>> {
  const { language, records, today, now } = turn;
  const control = readControl(turn.text);
  if (control === 'no') return change(turn, draft);
  if (control !== 'yes') {
    const filled = fillDraft(draft, turn.text, undefined, { today, at: now });
    if (filled.understood.length > 0 || filled.unclear.length > 0)
      return goOn(turn, filled.draft, [heard(filled, turn)]);
    const buttons = yesAndChange(turn);
    const state: State = { draft, asked: 'confirm', question: words.send[language], buttons };
    return {
      kind: 'not-an-answer',
      spoken: recordReply(turn, [words.send[language]], { suggestions: buttons }),
      state,
    };
  }
  const looked = await onRecord(draft, records, today, now);
  const step = nextStep(looked.draft, looked.facts);
  // The records may have changed since the summary: what is sent is what was checked last.
  if (step.kind !== 'confirm') return goOn(turn, looked.draft, []);
  return { kind: 'done', spoken: told(turn, await records.fileClaim(ClaimToSend.parse(step.claim)), draft) };
}

function told(turn: TaskTurn, submitted: Submitted, draft: ClaimDraft): Spoken {
  const { language, contact } = turn;
  const reach = `${waysToReach(contact, language)}.`;
  switch (submitted.kind) {
    case 'received':
      return recordReply(turn, [receiptText(submitted.receipt.reference, language)], {
        clauses: [{ work: 'charter', clause: 'claims-guidance' }],
      });
    case 'no-such-record':
    case 'not-permitted':
      return recordReply(turn, [words.notPermitted[language], reach]);
    case 'draft-changed':
      return recordReply(turn, [
        words.alreadySent[language],
        summaryText(cancelDraft(draft, turn.now), language),
        reach,
      ]);
    default:
      throw new Error(`Unhandled outcome: ${submitted satisfies never}`);
  }
}

const yesAndChange = ({ language }: TaskTurn): Spoken['suggestions'] =>
  language === 'da'
    ? [
        { title: 'Ja, send den', value: 'Ja' },
        { title: 'Ret noget', value: 'Ret' },
        { title: 'Annuller', value: 'Annuller' },
      ]
    : [
        { title: 'Yes, send it', value: 'Yes' },
        { title: 'Change something', value: 'Change' },
        { title: 'Cancel', value: 'Cancel' },
      ];

const words = {
  noSuchPolicy: {
    da: 'Jeg finder ingen police med det nummer hos jer. Hvilken police hører det under?',
    en: 'I find no policy of yours with that number. Which policy does it come under?',
  },
  whichBuyer: {
    da: 'Jeg finder flere virksomheder, det kan være. Hvilken mener du?',
    en: 'I find several companies it may be. Which do you mean?',
  },
  send: { da: 'Skal jeg sende den?', en: 'Shall I send it?' },
  notPermitted: {
    da: 'Anmeldelsen blev ikke sendt: du kan ikke anmelde skader under den police.',
    en: 'The claim was not sent: you cannot file claims under that policy.',
  },
  alreadySent: {
    da: 'Der er allerede sendt en anmeldelse fra denne kladde med andre oplysninger, så denne blev ikke sendt. Begynd forfra, hvis der skal sendes en til.',
    en: 'A claim has already been sent from this draft with other details, so this one was not sent. Begin anew if another one is to be sent.',
  },
} satisfies Record<string, InBoth>;
