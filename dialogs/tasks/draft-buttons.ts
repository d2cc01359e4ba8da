import type { SeenPolicy } from '../../adapters/records/port';
import { changeNames, type ClaimDraft, type ClaimField, fieldNames } from '../claim-filing';
import type { Spoken } from '../reply-types';
import type { TaskTurn } from './task';

/** Policies to choose among. */
export const policyButtons = (policies: readonly SeenPolicy[]): Spoken['suggestions'] =>
  policies.slice(0, 5).map(({ policyNumber, product }) => ({
    title: [policyNumber, product].filter(Boolean).join(', '),
    value: policyNumber,
  }));

/** The answers that may be changed, as far as they were given. */
export const changeButtons = (
  fields: readonly ClaimField[],
  { answers }: ClaimDraft,
  { language }: TaskTurn,
): Spoken['suggestions'] =>
  fields
    .filter((field) => answers[field] !== undefined)
    .map((field) => ({
      title: fieldNames[field][language],
      value: `${language === 'da' ? 'Ret' : 'Change'} ${changeNames[field][language]}`,
    }));
