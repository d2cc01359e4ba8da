import type { Customer, HandoffView } from '../api/types';
import type { Words } from '../words';

/** What the customer of a case is called on the desk: who is not known by a name is told apart by the case's number, which the customer was told too. */
export const customerName = ({ customer, number }: { customer: Customer; number: number }, words: Words): string =>
  customer.kind === 'customer' ? customer.name || customer.customerId : words.queue.anonymous(number);

/** The case's number to stand beside a name; empty where it is what the customer is called by already. */
export const numberBeside = ({ customer, number }: { customer: Customer; number: number }): string =>
  customer.kind === 'customer' ? `#${number}` : '';

/** A person's name, or what the channel is called where it is one of ours. */
export const channelName = ({ channel }: Pick<HandoffView, 'channel'>, words: Words): string =>
  /teams/i.test(channel) ? words.channel.teams : words.channel.web;

/** Two letters for a round picture. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const [first = '', last = ''] = [parts[0], parts.length > 1 ? parts[parts.length - 1] : ''];
  return (first.slice(0, 1) + last.slice(0, 1)).toUpperCase();
}
