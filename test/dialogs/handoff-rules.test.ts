import { handoffTopic, offerAfterReply, personFor, personWanted, unansweredAfter } from '../../dialogs';
import type { Reply } from '../../dialogs';

const asks: Reply = { kind: 'needs-a-person', language: 'da', reason: 'asked' };
const unanswered: Reply = { kind: 'not-in-documents', language: 'da' };
const chat: Reply = { kind: 'small-talk', language: 'da', about: 'thanks' };
const refused: Reply = { kind: 'refused', language: 'da', asked: 'drop-rules' };

test('who asks is handed over, for the reason that a person was just offered for', () => {
  expect(personWanted(asks, undefined, false)).toBe('asked');
  expect(personWanted(asks, 'complaint', false)).toBe('complaint');
  expect(personWanted(chat, 'no-answer', true)).toBe('no-answer');
  // Yes is an answer to an offer only.
  expect(personWanted(chat, undefined, true)).toBeUndefined();
  expect(personWanted({ ...asks, reason: 'dispute' }, undefined, false)).toBeUndefined();
});

test('two replies in a row that were none bring the offer; chat between them does not break the row, an answer does', () => {
  const row = (...replies: Reply[]): number => replies.reduce(unansweredAfter, 0);
  expect(offerAfterReply(row(unanswered))).toBeUndefined();
  expect(offerAfterReply(row(unanswered, chat, unanswered))).toBe('no-answer');
  expect(offerAfterReply(row(unanswered, refused, unanswered))).toBeUndefined();
});

test('a large claim is handed over whether asked or not, in the currencies that are named', () => {
  const filed = (amount: string, currency: string) =>
    personFor({ kind: 'claim-filed', claimed: { amount, currency } }, [{ amount: '1000000', currency: 'DKK' }]);
  expect(filed('1000000.01', 'DKK')).toEqual({ forced: 'large-claim' });
  expect(filed('1000000.00', 'DKK')).toBeUndefined();
  expect(filed('9000000', 'EUR')).toBeUndefined();
  expect(personFor({ kind: 'claim-filed', claimed: { amount: '9000000', currency: 'DKK' } }, [])).toBeUndefined();
});

test('what else happens is offered, never forced', () => {
  expect(personFor({ kind: 'complaint-filed' }, [])).toEqual({ offered: 'complaint' });
  expect(personFor({ kind: 'decision-disputed' }, [])).toEqual({ offered: 'dispute' });
  expect(personFor({ kind: 'records-unavailable' }, [])).toEqual({ offered: 'records-unavailable' });
});

test('the topic is what the customer names, else what was talked about last', () => {
  expect(handoffTopic('Jeg vil tale med nogen om vores inkassosag', 'policy')).toBe('collections');
  expect(handoffTopic('I want to talk to somebody about a claim', undefined)).toBe('claims');
  expect(handoffTopic('Jeg vil gerne tale med et menneske', 'limits')).toBe('limits');
  expect(handoffTopic('Jeg vil gerne tale med et menneske', undefined)).toBe('other');
});
