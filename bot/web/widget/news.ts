import type { Incoming } from './direct-line/activities';
import type { ChatEvents } from './loader/contract';

type From = ChatEvents['chat-message']['from'];

const newsFrom: Partial<Record<Incoming['kind'], From>> = {
  'bot-message': 'assistant',
  receipt: 'assistant',
  'person-message': 'person',
  'own-message': 'customer',
};

/** Who has written something in what has arrived, once for each message. */
export const writersOf = (activities: readonly Incoming[]): From[] =>
  activities.flatMap(({ kind }) => newsFrom[kind] ?? []);

/** Whether it is for a reader who has closed the chat to be told of: their own words, from another tab, are not. */
export const isNews = (writers: readonly From[]): boolean => writers.some((from) => from !== 'customer');
