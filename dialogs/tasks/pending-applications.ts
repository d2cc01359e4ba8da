import type { SeenApplication } from '../../adapters/records/port';
import { applicationText, limitClauses } from '../record-words';
import type { Spoken } from '../reply-types';
import { limitWords as words } from './limit-task-words';
import { clauses } from './limit-told';
import { recordTold } from './record-reply';
import type { TaskTurn } from './task';

/** More applications than this are a ledger. */
const mostApplications = 8;

/** Everything that is asked and not answered, under all of the caller's policies. */
export async function tellPending(turn: TaskTurn): Promise<Spoken> {
  const { records, language } = turn;
  const pending = await records.pendingApplications();
  if (pending.length === 0) return recordTold(turn, [words.nothingPending[language]]);
  const lines: string[] = [];
  for (const application of pending.slice(0, mostApplications)) lines.push(await pendingLine(application, turn));
  const left = pending.length - mostApplications;
  return recordTold(
    turn,
    [words.pending[language](pending.length), lines.join('\n'), left > 0 ? words.more[language](left) : undefined],
    { clauses: clauses([limitClauses.waiting]) },
  );
}

async function pendingLine(application: SeenApplication, { records, today, language }: TaskTurn): Promise<string> {
  const buyer = await records.buyer(application.buyerId);
  return `- **${buyer?.legalName ?? application.buyerId}**: ${applicationText(application, today, language)}`;
}
