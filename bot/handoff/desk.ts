import { EventFactory, type TurnContext } from 'botbuilder';
import type { Money } from '../../adapters/records/port';
import { bufferOf } from '../conversations/bot-memory';
import type { HandoffRequest, Speaker } from './handoff';

/** What the bot needs to know of the people who may take a conversation over. */
export interface Desk {
  /** Somebody works at a desk: there is an active staff account, or another desk. */
  isStaffed(): Promise<boolean>;
  isOpen(now: Date): boolean;
  /** Undefined where no opening is known. */
  nextOpening(now: Date): Date | undefined;
  /** A claim above one of these amounts is handed over whether a person is asked for or not. */
  claimAbove: readonly Money[];
}

/** Who speaks in the conversation as the turn began, and by which change of speaker. Known once the turn's memory has been read. */
export const speakingIn = (context: TurnContext): { speaker: Speaker; change: number } =>
  bufferOf(context).speaking ?? { speaker: 'bot', change: 0 };

/** Hands the conversation over with the turn's commit; the customer's receipt comes with it. */
export async function handOver(context: TurnContext, request: HandoffRequest): Promise<void> {
  await context.sendActivity(EventFactory.createHandoffInitiation(context, request));
}

/** What this turn says are notices: they may stand beside what a person says. */
export function speakBesidePerson(context: TurnContext): void {
  bufferOf(context).besidePerson = true;
}

/** Takes the conversation back from the queue with the turn's commit. */
export function cancelHandover(context: TurnContext): void {
  bufferOf(context).cancelsHandoff = true;
}
