import { z } from 'zod';
import { BuyerId, PolicyNumber, type SeenBuyer, type SeenOverdue, type SeenPolicy } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import { DraftInvoice, halfAfter, termsOfPolicy, withWhatWasMissing } from '../claim-filing';
import { waysToReach } from '../contact';
import { deadlinesOf, type PaymentPlan } from '../deadlines';
import { findCompanies, readCompany, readRecordNumber } from '../reading';
import { buyersMeantIn } from './buyer-proposed';
import { buyerOnRecord, isSurelyNamed } from './buyer-sought';
import { BuyerChoice, choiceOf, choiceWords, chosenBuyer, mostChoices } from './choose-buyer';
import { currencyOf, invoiceByDay, invoicesIn } from './deadline-invoices';
import { deadlineTaskWords as words } from './deadline-task-words';
import { deadlineParagraphs, reportText } from './deadline-words';
import { draftWords } from './draft-words';
import { recordReply } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

/** What is known so far of the debt that the deadlines are asked of. */
const State = z.object({
  asked: z.enum(['buyer', 'invoices', 'policy']),
  question: z.string(),
  buttons: z.array(z.object({ title: z.string(), value: z.string() })),
  buyers: z.array(BuyerChoice).default([]),
  buyer: BuyerChoice.optional(),
  policyNumber: PolicyNumber.optional(),
  invoices: z.array(DraftInvoice).default([]),
  /** Invoices of which something was missing: the next message may tell just that. */
  halfInvoices: z.string().optional(),
});
type State = z.infer<typeof State>;
type Known = Pick<State, 'buyer' | 'policyNumber' | 'invoices'>;

/** Works out a debt's deadlines by the policy's terms: from the overdue notification on record, or from the invoices that the customer tells. */
export const deadlinesTask: Task<State> = {
  name: 'deadlines',
  State,

  async begin(turn) {
    const invoices = invoicesIn(turn, turn.text, 'DKK');
    if (invoices.kind === 'read') return goOn(turn, { invoices: invoices.invoices });
    const told = await invoiceByDay(turn);
    const [named] = findCompanies(turn.text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
    if (named) return ofNamed(turn, named.name ?? '', named.registration?.value, told);
    if (told.length > 0) return goOn(turn, { invoices: told });
    const meant = await buyersMeantIn(turn);
    // The search forgives typing errors: a word of the question that is like a buyer's name is no buyer.
    const isSure = meant.kind === 'found' && (await isSurelyNamed(turn.text, meant.buyers, turn.records));
    if (meant.kind !== 'found' || !isSure) return whichBuyer(turn);
    const [buyer, ...others] = meant.buyers;
    return others.length === 0
      ? goOn(turn, { buyer: choiceOf(buyer), invoices: [] })
      : chooseAmong(turn, meant.buyers, []);
  },

  async proceed(state, turn) {
    const { text } = turn;
    if (state.asked === 'policy') {
      const number = readRecordNumber(text);
      const policy = number.kind === 'read' ? await turn.records.policy(number.value.value) : undefined;
      return policy
        ? goOn(turn, { ...state, policyNumber: policy.policyNumber })
        : notAnswer(state, turn, words.noPolicy);
    }
    const chosen = chosenBuyer(text, state.buyers);
    if (chosen) return goOn(turn, { ...state, buyer: chosen });
    const currency = await currencyOf(turn, state.policyNumber);
    const { halfInvoices: half } = state;
    const told = half === undefined ? text : withWhatWasMissing(half, text, {}, { ...turn, currency });
    const invoices = invoicesIn(turn, told, currency);
    if (invoices.kind === 'read') return goOn(turn, { ...state, invoices: invoices.invoices });
    if (invoices.kind === 'lines')
      return halfTold({ ...state, halfInvoices: halfAfter(half, text, told) }, turn, invoices.problem);
    const isRecord = readRecordNumber(text).kind === 'read';
    const company = state.asked === 'buyer' && !isRecord ? readCompany(text) : undefined;
    if (company?.kind === 'read')
      return ofNamed(turn, company.value.name ?? '', company.value.registration?.value, state.invoices);
    return notAnswer(state, turn, words.invoicesHelp);
  },

  again: ({ question, buttons }, turn) => recordReply(turn, [question], { suggestions: buttons }),
  help: (_state, { language }) => words.invoicesHelp[language],
};

function ask(
  turn: TaskTurn,
  known: Known,
  question: Omit<State, keyof Known | 'buyers'> & { buyers?: BuyerChoice[] },
  lead?: string,
): Step<State> {
  const state = { ...known, buyers: [], ...question };
  return {
    kind: 'ask',
    spoken: recordReply(turn, [lead, question.question], { suggestions: question.buttons }),
    state,
  };
}

const notAnswer = (state: State, turn: TaskTurn, why: InBoth): Step<State> => ({
  kind: 'not-an-answer',
  spoken: recordReply(turn, [why[turn.language], state.question], { suggestions: state.buttons }),
  state,
});

const halfTold = (state: State, turn: TaskTurn, why: string): Step<State> => ({
  kind: 'not-an-answer',
  spoken: recordReply(turn, [why, draftWords.addMissing[turn.language]], { suggestions: state.buttons }),
  state,
});

/** Nobody named: the buyers that something is reported of are the likely ones. */
async function whichBuyer(turn: TaskTurn): Promise<Step<State>> {
  const { language, records } = turn;
  const reported = (await records.overdueNotifications()).filter(({ status }) => status !== 'closed');
  const ids = [...new Set(reported.map(({ buyerId }) => buyerId))].slice(0, mostChoices);
  const buyers = (await Promise.all(ids.map((id) => records.buyer(id))))
    .filter((buyer) => buyer !== undefined)
    .map(choiceOf);
  const { list, suggestions } = choiceWords(buyers, language);
  const question = [words.which[language], list].filter(Boolean).join('\n\n');
  return ask(turn, { invoices: [] }, { asked: 'buyer', question, buttons: suggestions, buyers });
}

async function ofNamed(
  turn: TaskTurn,
  name: string,
  registration: string | undefined,
  invoices: DraftInvoice[],
): Promise<Step<State>> {
  const { language, records } = turn;
  const found = await buyerOnRecord({ name, registration }, records);
  switch (found.kind) {
    case 'found':
      return goOn(turn, { buyer: choiceOf(found.buyer), invoices });
    case 'choose':
      return chooseAmong(turn, found.buyers, invoices);
    case 'none':
      return ask(turn, { invoices }, { asked: 'buyer', question: words.noBuyer(name)[language], buttons: [] });
    default:
      throw new Error(`Unhandled: ${found satisfies never}`);
  }
}

function chooseAmong(turn: TaskTurn, hits: readonly SeenBuyer[], invoices: DraftInvoice[]): Step<State> {
  const buyers = hits.slice(0, mostChoices).map(choiceOf);
  const { list, suggestions } = choiceWords(buyers, turn.language);
  const question = `${words.whichOfThem[turn.language]}\n\n${list}`;
  return ask(turn, { invoices }, { asked: 'buyer', question, buttons: suggestions, buyers });
}

/** Works it out as soon as the invoices and the policy are known, and asks for what is not. */
async function goOn(turn: TaskTurn, known: Known): Promise<Step<State>> {
  const { language, records } = turn;
  const buyerId = BuyerId.safeParse(known.buyer?.buyerId).data;
  const reported = buyerId ? await records.overdueNotifications({ buyerId }) : [];
  const report =
    known.invoices.length === 0 ? reported.find(({ status, invoices }) => status !== 'closed' && invoices) : undefined;
  const invoices = report?.invoices ?? known.invoices;
  if (invoices.length === 0)
    return ask(turn, known, { asked: 'invoices', question: words.noReport(known.buyer?.name)[language], buttons: [] });
  const policies = await records.policies();
  const active = policies.filter(({ status }) => status === 'active');
  const named = policies.find(({ policyNumber }) => policyNumber === (report?.policyNumber ?? known.policyNumber));
  const policy = named ?? (active.length === 1 ? active[0] : policies.length === 1 ? policies[0] : undefined);
  if (policy) return { kind: 'done', spoken: told(turn, policy, invoices, known, report) };
  return ask(
    turn,
    { ...known, invoices: [...invoices] },
    {
      asked: 'policy',
      question: words.whichPolicy[language],
      buttons: policies.slice(0, mostChoices).map(({ policyNumber }) => ({ title: policyNumber, value: policyNumber })),
    },
  );
}

function told(
  turn: TaskTurn,
  policy: SeenPolicy,
  invoices: readonly DraftInvoice[],
  { buyer }: Known,
  report: SeenOverdue | undefined,
) {
  const { language, today, contact } = turn;
  const terms = termsOfPolicy(policy);
  const reach = `${waysToReach(contact, language)}.`;
  if (!terms) return recordReply(turn, [words.noTerms[language], reach]);
  const deadlines = deadlinesOf({ invoices, terms: [terms], paymentPlans: planOf(report), today });
  switch (deadlines.kind) {
    case 'nothing-unpaid':
      return recordReply(turn, [words.nothingUnpaid[language]]);
    case 'no-terms':
      return recordReply(turn, [words.olderTerms(deadlines.invoices.join(', '))[language], reach]);
    case 'calculated':
      return recordReply(
        turn,
        [
          ...deadlineParagraphs(deadlines, words.title(buyer?.name)[language], today, language),
          report && reportText(report, deadlines, language),
          words.notADecision[language],
        ],
        {
          clauses: [
            { work: 'claims-guide', clause: 'overdue-report-when' },
            { work: 'claims-guide', clause: 'late-payment-stop-of-cover' },
          ],
        },
      );
    default:
      throw new Error(`Unhandled: ${deadlines satisfies never}`);
  }
}

/** The records do not say which instalments were paid: taken as unpaid, the plan ends at the first that is past, and no date is told too late. */
function planOf(report: SeenOverdue | undefined): PaymentPlan[] {
  const { paymentPlan, invoices = [] } = report ?? {};
  if (!paymentPlan) return [];
  const instalments = paymentPlan.instalments.map(({ dueDate, amount }) => ({ due: dueDate, amount, paid: false }));
  return [{ invoices: invoices.map(({ number }) => number), approved: paymentPlan.approved, instalments }];
}
