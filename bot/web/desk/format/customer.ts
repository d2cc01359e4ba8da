import type { Customer, HandoffView } from '../api/types';
import type { Words } from '../words';

/** What a customer is called on the desk. */
export const customerName = (customer: Customer, words: Words): string =>
  customer.kind === 'customer' ? customer.name || customer.customerId : words.queue.anonymous;

/** A person's name, or what the channel is called where it is one of ours. */
export const channelName = ({ channel }: Pick<HandoffView, 'channel'>, words: Words): string =>
  /teams/i.test(channel) ? words.channel.teams : words.channel.web;

/** Two letters for a round picture. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const [first = '', last = ''] = [parts[0], parts.length > 1 ? parts[parts.length - 1] : ''];
  return (first.slice(0, 1) + last.slice(0, 1)).toUpperCase();
}
