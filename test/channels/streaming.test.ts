import { agent } from '../handoff/handoff-desk';
import { LastingCustomer, receiptsIn } from '../handoff/lasting-customer';
import { startStaffedService } from '../handoff/staffed-service';
import { type ClientView, type TestListener, TestVisitor } from '../direct-line-client';
import type { TestService } from '../start-test-service';
import { FakeTeams, type SentActivity, tenantId } from './fake-teams';
import { happening, SlowAnswers } from './slow-answers';

const answers = new SlowAnswers();
let teams: FakeTeams;
let service: TestService;
beforeAll(async () => {
  teams = await FakeTeams.start();
  const options = { credentials: teams.credentials, responder: answers.responder };
  service = await startStaffedService('closed', teams.settings, options);
});
afterAll(async () => {
  await service.stop();
  await teams.stop();
});

interface Marks {
  streamType?: string;
  streamId?: string;
  streamSequence?: number;
}
const marksOf = ({ channelData, entities }: Pick<ClientView, 'channelData' | 'entities'>): Marks => {
  const entity = (entities as ({ type: string } & Marks)[] | undefined)?.find(({ type }) => type === 'streaminfo');
  const { streamType, streamId, streamSequence } = (channelData ?? {}) as Marks;
  const marks = JSON.parse(JSON.stringify({ streamType, streamId, streamSequence })) as Marks;
  // Web Chat reads the one, Teams the other: they must not differ.
  expect({ ...entity, type: undefined }).toEqual(entity ? { ...marks, type: undefined } : { type: undefined });
  return marks;
};
const isPiece = (activity: ClientView): boolean => marksOf(activity).streamType !== undefined;

/** Asks with the socket open, and plays the answer's parts one after another, each when the one before has been seen. */
async function asks(listener: TestListener, visitor: TestVisitor, question: string, parts: string[]): Promise<void> {
  const seen = parts.map(() => happening());
  answers.on(question, async (stream) => {
    stream?.progress('Søger i charteret …');
    for (const [index, part] of parts.entries()) {
      stream?.sentence(part);
      await seen[index]?.happened;
    }
    return parts.join('');
  });
  await visitor.send(question);
  for (const [index, happened] of seen.entries()) {
    const text = parts.slice(0, index + 1).join('');
    await listener.until((all) => all.some((activity) => activity.type === 'typing' && activity.text === text));
    happened.happen();
  }
}

describe('over Direct Line an answer', () => {
  test('grows before the eyes of those who are there; the log has the whole of it, and nothing else', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    const listener = visitor.listen();
    await listener.until((all) => all.length === 1);
    await asks(listener, visitor, 'første', ['Et.', ' To.', ' Tre.']);
    await asks(listener, visitor, 'anden', ['Fire.', ' Fem.']);
    const shown = await listener.until((all) => all.filter(({ type }) => type === 'message').length === 5);

    const growing = shown.filter(isPiece).filter(({ text }) => text !== 'Søger i charteret …');
    expect(growing.map(({ type, text }) => `${type} ${text?.split('\n')[0]}`)).toEqual([
      'typing Et.',
      'typing Et. To.',
      'typing Et. To. Tre.',
      'message Et. To. Tre.',
      'typing Fire.',
      'typing Fire. Fem.',
      'message Fire. Fem.',
    ]);
    const streams = [...new Set(growing.map((piece) => marksOf(piece).streamId ?? piece.id))];
    expect(streams).toHaveLength(2);
    for (const stream of streams) {
      const pieces = shown.filter((piece) => piece.id === stream || marksOf(piece).streamId === stream);
      // The first has no stream to belong to: its own id names the stream.
      expect([pieces[0]?.id, marksOf(pieces[0] as ClientView).streamId]).toEqual([stream, undefined]);
      const numbers = pieces.slice(0, -1).map((piece) => marksOf(piece).streamSequence);
      expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
      expect(marksOf(pieces.at(-1) as ClientView)).toEqual({ streamType: 'final', streamId: stream });
    }
    const order = shown.map(({ channelData }) => Number(channelData?.['webchat:sequence-id']));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
    listener.close();

    const { activities } = await visitor.activities();
    expect(activities.map(({ type, text }) => `${type} ${text?.split('\n')[0]}`).slice(1)).toEqual([
      'message første',
      'message Et. To. Tre.',
      'message anden',
      'message Fire. Fem.',
    ]);
    expect(activities.at(-1)).toMatchObject({ entities: [{ '@type': 'Message' }, { type: 'streaminfo' }] });
  });

  test('is the message alone for who comes in the middle of it', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    const early = visitor.listen();
    await early.opened;
    const [begun, joined] = [happening(), happening()];
    answers.on('midt i', async (stream) => {
      stream?.sentence('Et.');
      begun.happen();
      await joined.happened;
      stream?.sentence(' To.');
      return 'Et. To.';
    });
    await visitor.send('midt i');
    await begun.happened;
    const late = visitor.listen();
    await late.until((all) => all.some(({ text }) => text === 'midt i'));
    joined.happen();
    const isWhole = ({ type, text }: ClientView): boolean => type === 'message' && text?.startsWith('Et. To.') === true;
    await early.until((all) => all.some(isWhole));
    expect((await late.until((all) => all.some(isWhole))).filter(({ type }) => type === 'typing')).toEqual([]);
    for (const listener of [early, late]) listener.close();
  });

  test('that fails in its middle leaves the apology in its place', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    const listener = visitor.listen();
    await listener.opened;
    const seen = happening();
    answers.on('går galt', async (stream) => {
      stream?.sentence('Det er ');
      await seen.happened;
      throw new Error('The model is gone.');
    });
    await visitor.send('går galt');
    await listener.until((all) => all.some(({ text }) => text === 'Det er '));
    seen.happen();
    const shown = await listener.until((all) => all.some(({ text }) => text?.includes('gik galt') === true));
    const [piece, apology] = shown.filter(isPiece);
    expect(marksOf(apology as ClientView)).toEqual({ streamType: 'final', streamId: piece?.id });
    expect((await visitor.activities()).activities).toHaveLength(3);
    listener.close();
  });

  test('stops and is taken away when a person takes over; whoever makes it is told', async () => {
    const customer = await LastingCustomer.arrive(service.url);
    for (const text of [
      'Jeg vil gerne tale med et menneske',
      'Læg en besked',
      'Ring til mig, tak',
      'jo@field.example',
    ]) {
      const before = (await customer.log()).length;
      await customer.writes(text);
      await customer.until((log) => log.length >= before + 2);
    }
    await customer.told('messageKept');
    const { id = '' } = (await service.handoffs.openIn(customer.conversation)) ?? {};
    const listener = customer.visitor.listen();
    await listener.until((all) => receiptsIn(all).includes('messageKept'));
    const taken = happening();
    let stopped = false;
    answers.on('et langt svar', async (stream) => {
      stream?.sentence('Det skal vi nu se.');
      await taken.happened;
      stream?.sentence(' Nemlig ikke.');
      while (!stream?.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
      stopped = true;
      return 'Det skal vi nu se. Nemlig ikke.';
    });
    await customer.writes('et langt svar');
    await listener.until((all) => all.some(({ text }) => text === 'Det skal vi nu se.'));
    await service.handoffs.take(agent('Mette'), id);
    await listener.until((all) => receiptsIn(all).includes('taken'));
    taken.happen();
    const shown = await listener.until((all) => marksOf(all.at(-1) as ClientView).streamType === 'final');
    expect(stopped).toBe(true);
    const [piece, ...rest] = shown.filter(isPiece);
    expect(piece?.text).toBe('Det skal vi nu se.');
    expect(rest.map((one) => [one.type, one.text, marksOf(one)])).toEqual([
      ['message', '', { streamType: 'final', streamId: piece?.id }],
    ]);
    await service.handoffs.giveBack(agent('Mette'), id);
    const log = await customer.told('returned');
    expect(log.some(({ text }) => text?.includes('nu se') === true)).toBe(false);
    listener.close();
  });

  test('can be left unused: an answer from the documents is one message', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    const listener = visitor.listen();
    await listener.opened;
    await visitor.send('Hvornår får vi svar, hvis sagen trækker ud?');
    const shown = await listener.until((all) => all.length === 3);
    expect(shown.filter(isPiece)).toEqual([]);
    listener.close();
  });
});

describe('in Teams an answer', () => {
  const personal = (name: string) => ({ conversationType: 'personal', tenantId, id: `a:${name}` });
  const told = async (conversation: string, isLast: (send: SentActivity) => boolean): Promise<SentActivity[]> => {
    for (;;) {
      const all = teams.sent.filter((send) => send.conversation === conversation);
      if (all.some(isLast)) return all;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const isMessage = ({ activity }: SentActivity): boolean => activity.type === 'message';
  const marks = ({ activity }: SentActivity): Marks =>
    marksOf(activity as unknown as Pick<ClientView, 'channelData' | 'entities'>);
  const said = ({ activity }: SentActivity): string => `${activity.type} ${activity.text?.split('\n')[0]}`;

  test('grows in a personal chat, a piece a second: what comes meanwhile is collected', async () => {
    const conversation = personal('vokser');
    const collected = happening();
    answers.on('vokser', async (stream) => {
      stream?.progress('Søger i charteret …');
      await told(conversation.id, ({ activity }) => activity.text === 'Søger i charteret …');
      for (const word of ['Et', ' to', ' tre', ' fire', ' fem.']) stream?.sentence(word);
      await collected.happened;
      return 'Et to tre fire fem. Slut.';
    });
    await teams.post(service.url, teams.message('vokser', { conversation }));
    await told(conversation.id, ({ activity }) => activity.text === 'Et to tre fire fem.');
    collected.happen();
    const sent = await told(conversation.id, isMessage);
    expect(sent.map(said)).toEqual([
      'typing Søger i charteret …',
      'typing Et to tre fire fem.',
      'message Et to tre fire fem. Slut.',
    ]);
    const streamId = sent[0]?.id;
    expect(sent.map(marks)).toEqual([
      { streamType: 'informative', streamSequence: 1 },
      { streamType: 'streaming', streamSequence: 2, streamId },
      { streamType: 'final', streamId },
    ]);
  });

  test.each([
    ['a group chat', { conversationType: 'groupChat', isGroup: true, tenantId, id: '19:gruppe' }],
    ['a channel', { conversationType: 'channel', isGroup: true, tenantId, id: '19:kanal@thread.tacv2;messageid=1' }],
  ])('is one message in %s, after a sign that it is being written', async (_name, conversation) => {
    answers.on('for alle', async (stream) => {
      stream?.sentence('For');
      await told(conversation.id, ({ activity }) => activity.type === 'typing');
      stream?.sentence(' alle.');
      return 'For alle.';
    });
    await teams.post(service.url, teams.message('for alle', { conversation }));
    const sent = await told(conversation.id, isMessage);
    expect(sent.map((send) => [said(send), marks(send)])).toEqual([
      ['typing undefined', {}],
      ['message For alle.', {}],
    ]);
  });

  test('that the customer has stopped comes whole all the same, as a message of its own', async () => {
    const conversation = personal('stoppet');
    const begun = happening();
    answers.on('stoppes', async (stream) => {
      stream?.sentence('Begyndt.');
      await begun.happened;
      return 'Begyndt. Færdig.';
    });
    await teams.post(service.url, teams.message('stoppes', { conversation }));
    await told(conversation.id, ({ activity }) => activity.text === 'Begyndt.');
    const { answer } = teams;
    teams.answer = (send) =>
      marks(send).streamType === 'final'
        ? { status: 403, body: { error: { code: 'ContentStreamNotAllowed' } } }
        : answer(send);
    begun.happen();
    const sent = await told(conversation.id, isMessage);
    teams.answer = answer;
    expect(sent.map((send) => [said(send), marks(send).streamType])).toEqual([
      ['typing Begyndt.', 'streaming'],
      ['message Begyndt. Færdig.', undefined],
    ]);
  });

  test('whose pieces are refused is one message', async () => {
    const conversation = personal('afvist');
    const { answer } = teams;
    teams.answer = (send) => (send.activity.type === 'typing' ? { status: 403 } : answer(send));
    answers.on('afvises', async (stream) => {
      stream?.sentence('Begyndt.');
      while (!stream?.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
      return 'Begyndt. Færdig.';
    });
    await teams.post(service.url, teams.message('afvises', { conversation }));
    const sent = await told(conversation.id, isMessage);
    teams.answer = answer;
    expect(sent.map((send) => [said(send), marks(send)])).toEqual([['message Begyndt. Færdig.', {}]]);
  });

  test('is taken away when a person takes over', async () => {
    const conversation = personal('overtaget');
    const writes = async (text: string) => {
      const before = teams.sent.filter((send) => send.conversation === conversation.id).length;
      await teams.post(service.url, teams.message(text, { conversation }));
      return teams.arrived(before + 1, conversation.id);
    };
    for (const text of ['Jeg vil gerne tale med et menneske', 'Læg en besked', 'Ring til mig, tak', 'jo@field.example'])
      await writes(text);
    await told(conversation.id, ({ activity }) => activity.text?.includes('jo@field.example') === true);
    const { id = '' } = (await service.handoffs.openIn(`msteams:${conversation.id}`)) ?? {};
    const taken = happening();
    answers.on('overtages', async (stream) => {
      stream?.sentence('Det skal vi nu se.');
      await taken.happened;
      return 'Det skal vi nu se. Nemlig ikke.';
    });
    await teams.post(service.url, teams.message('overtages', { conversation }));
    const begun = await told(conversation.id, ({ activity }) => activity.text === 'Det skal vi nu se.');
    await service.handoffs.take(agent('Mette'), id);
    taken.happen();
    while (teams.removed.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(teams.removed).toEqual([begun.at(-1)?.id]);
    const sent = await told(conversation.id, ({ activity }) => activity.text?.includes('Mette') === true);
    expect(sent.filter(isMessage).some(({ activity }) => activity.text?.includes('Nemlig ikke') === true)).toBe(false);
  });
});
