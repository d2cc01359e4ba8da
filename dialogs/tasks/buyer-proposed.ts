import { z } from 'zod';
import { type BuyersMeant, buyersMeant } from './buyer-sought';
import type { TaskTurn } from './task';

/** Whom the message is about; where our own reading of it finds nobody, by the name in it that a model points at. */
export async function buyersMeantIn({
  text,
  records,
  proposed,
}: Pick<TaskTurn, 'text' | 'records' | 'proposed'>): Promise<BuyersMeant> {
  const meant = await buyersMeant(text, records);
  const name = z.string().safeParse(proposed?.buyer).data;
  if (meant.kind === 'found' || name === undefined) return meant;
  const pointedAt = await buyersMeant(name, records);
  return pointedAt.kind === 'found' ? pointedAt : meant;
}
