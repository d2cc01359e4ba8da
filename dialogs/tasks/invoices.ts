import { z } from 'zod';
import type { SeenInvoice } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import { recordCard } from '../cards';
import { formatDate } from '../dates';
import { formatMoney } from '../money';
import { noSuchRecord } from '../no-such-record';
import { findRecordNumbers } from '../reading';
import type { Line } from '../record-words';
import { recordReply, recordTold } from './record-reply';
import type { Task, TaskTurn } from './task';

const kinds: Record<SeenInvoice['kind'], InBoth> = {
  premium: { da: 'præmie', en: 'premium' },
  limit_fee: { da: 'gebyr for kreditmaksimum', en: 'credit limit fee' },
  monitoring_fee: { da: 'gebyr for overvågning', en: 'monitoring fee' },
  collection_fee: { da: 'gebyr for inkasso', en: 'collection fee' },
};
const statuses: Record<SeenInvoice['status'], InBoth> = {
  open: { da: 'ikke betalt endnu', en: 'not paid yet' },
  overdue: { da: 'forfalden', en: 'overdue' },
  paid: { da: 'betalt', en: 'paid' },
  credited: { da: 'krediteret', en: 'credited' },
};

/** More than this is no answer but a ledger. */
const mostListed = 8;

/** One invoice in a row: what for, for which period, how much, when due. Parts that the caller is not shown are left out. */
function line(invoice: SeenInvoice, { language }: TaskTurn): Line {
  const { period, amount, dueDate, description } = invoice;
  const da = language === 'da';
  const parts = [
    kinds[invoice.kind][language],
    description,
    period && `${formatDate(period.from, language)} – ${formatDate(period.to, language)}`,
    amount && formatMoney(amount, language),
    dueDate && `${da ? 'forfalder' : 'due'} ${formatDate(dueDate, language)}`,
    statuses[invoice.status][language],
  ];
  return { label: invoice.number, text: parts.filter(Boolean).join(', ') };
}

/** What the insurer's invoices are for and when they are due: the one that is named, else those that are not paid. */
export const invoicesTask: Task<Record<string, never>> = {
  name: 'invoices',
  State: z.record(z.string(), z.never()),

  async begin(turn) {
    const { text, language, records } = turn;
    const da = language === 'da';
    const clauses = [
      { work: 'charter', clause: 'administration-invoices' },
      { work: 'policy-guide', clause: 'invoices-wrong-amount' },
    ];
    const [named] = findRecordNumbers(text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
    if (named && (named.kind === undefined || named.kind === 'invoice')) {
      const invoice = await records.invoice(named.value);
      const said = invoice
        ? recordCard(da ? 'Faktura' : 'Invoice', [line(invoice, turn)])
        : noSuchRecord.invoice[language];
      return { kind: 'done', spoken: invoice ? recordTold(turn, [said], { clauses }) : recordReply(turn, [said]) };
    }
    const open = await records.invoices({ open: true });
    if (open.length === 0) {
      const none = da ? 'Alle jeres fakturaer fra os er betalt.' : 'All your invoices from us are paid.';
      return { kind: 'done', spoken: recordTold(turn, [none]) };
    }
    const heading = da ? 'Fakturaer fra os, der ikke er betalt' : 'Invoices from us that are not paid';
    const list = open.slice(0, mostListed).map((invoice) => line(invoice, turn));
    const left = open.length - mostListed;
    const more = left > 0 ? (da ? `Og ${left} til.` : `And ${left} more.`) : undefined;
    return { kind: 'done', spoken: recordTold(turn, [recordCard(heading, list), more], { clauses }) };
  },

  proceed: (_state, turn) => invoicesTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};
