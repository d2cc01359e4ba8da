import { chatwootDesk } from '../../adapters/desks';
import { type DeskCase, type DeskEntry, DeskUnavailable } from '../../adapters/desks/port';
import { chatwootStandIn, type ChatwootStandIn, type Fault } from './chatwoot-stand-in';

let chatwoot: ChatwootStandIn;
beforeEach(async () => (chatwoot = await chatwootStandIn()));
afterEach(() => chatwoot.stop());

const deskCase: DeskCase = {
  id: '3f0c1b52-0000-4000-8000-000000000001',
  number: 41,
  channel: 'directline',
  reason: 'asked',
  topic: 'claims',
  language: 'da',
  priority: 1,
  customer: { kind: 'customer', customerId: 'opfundet-staal', name: 'Opfundet Stål ApS' },
  leftMessage: false,
  summary: 'Sag 41: kunden beder om et menneske.',
};
const entry = (seq: number, who: DeskEntry['who'], text: string): DeskEntry => ({
  seq,
  at: '2026-11-02T09:00:00.000Z',
  who,
  text,
  attachments: [],
});
const said = [entry(1, 'bot', 'Hej.'), entry(2, 'customer', 'Jeg vil tale med et menneske')];

test('a case becomes a conversation: what was said as a note, the last words of the customer as theirs', async () => {
  const { remoteId } = await chatwootDesk(chatwoot.settings).open(deskCase, said);
  const [conversation] = chatwoot.conversations;
  expect(remoteId).toBe(String(conversation?.id));
  expect(conversation).toMatchObject({ status: 'open', custom_attributes: { case: deskCase.id, case_number: 41 } });
  expect(
    conversation?.messages.map(({ content, message_type: type, private: isNote }) => [type, isNote, content]),
  ).toEqual([
    ['outgoing', true, `${deskCase.summary}\n\n**Bot:** Hej.\n\n**Customer:** Jeg vil tale med et menneske`],
    ['incoming', false, 'Jeg vil tale med et menneske'],
  ]);
});

test('a customer who comes again is the same contact, with another conversation', async () => {
  const desk = chatwootDesk(chatwoot.settings);
  await desk.open(deskCase, said);
  await desk.open({ ...deskCase, id: '3f0c1b52-0000-4000-8000-000000000002', number: 42 }, said);
  expect(chatwoot.contacts).toHaveLength(1);
  expect(chatwoot.conversations).toHaveLength(2);
});

test('whichever answer is lost on the way, opening again makes nothing twice', async () => {
  const desk = chatwootDesk(chatwoot.settings);
  // The calls of an opening, one after another: at each of them the answer is lost once.
  for (let call = 0; call < 12; call += 1) {
    chatwoot.faults.splice(0, Infinity, ...Array<Fault>(call).fill('none'), 'cut');
    await desk.open(deskCase, said).catch((problem: unknown) => expect(problem).toBeInstanceOf(DeskUnavailable));
  }
  chatwoot.faults.length = 0;
  await desk.open(deskCase, said);
  expect(chatwoot.contacts).toHaveLength(1);
  expect(chatwoot.conversations).toHaveLength(1);
  expect(chatwoot.conversations[0]?.messages).toHaveLength(2);
});

test('a message whose answer was lost is not written twice', async () => {
  const desk = chatwootDesk(chatwoot.settings);
  const { remoteId } = await desk.open(deskCase, said);
  const more = entry(3, 'customer', 'Er der nogen?');
  chatwoot.faults.push('none', 'cut');
  await expect(desk.deliver(remoteId, deskCase, more)).rejects.toThrow('the message was not answered');
  await desk.deliver(remoteId, deskCase, more);
  expect(chatwoot.conversations[0]?.messages.filter(({ content }) => content === 'Er der nogen?')).toHaveLength(1);
});

test('what goes wrong says what, and no word of the conversation', async () => {
  const problem = await chatwootDesk({ ...chatwoot.settings, token: 'another' })
    .open(deskCase, said)
    .catch((error: unknown) => error);
  expect(problem).toEqual(new DeskUnavailable('the contact was answered 401'));
});

test('the end resolves the conversation', async () => {
  const desk = chatwootDesk(chatwoot.settings);
  const { remoteId } = await desk.open(deskCase, said);
  await desk.end(remoteId, deskCase, 'returned');
  expect(chatwoot.conversations[0]?.status).toBe('resolved');
});
