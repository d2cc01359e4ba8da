import type { Handoff } from '../../bot/handoff';
import type { TestService } from '../start-test-service';
import { eventually } from '../browser/eventually';
import { directLineCall } from '../direct-line-client';
import { agent } from './handoff-desk';
import { storedTexts } from './nothing-lost';
import { buttonsOf, Customer, receiptOf, startStaffedService, textOf } from './staffed-service';

let service: TestService;
beforeAll(async () => {
  service = await startStaffedService('open', { HANDOFF_CLAIM_ABOVE: '1000 DKK' });
});
afterAll(() => service.stop());

const mette = agent('Mette');
const openOf = async ({ conversation }: Customer): Promise<Handoff> => {
  const open = await service.handoffs.openIn(conversation);
  if (!open) throw new Error('Nothing is handed over.');
  return open;
};

const languages = {
  da: {
    question: 'Hvornår får vi svar, hvis sagen trækker ud?',
    outside: ['Hvad koster en bil?', 'Hvordan bliver vejret i morgen?'],
    person: 'Tal med et menneske',
    asks: 'Jeg vil gerne tale med et menneske',
    queued:
      /Du er stillet i kø til en medarbejder \(sag \d+\)\. (Du er den næste i køen|Der er \d+ kunder? før dig i køen)\. Vi kan ikke sige endnu/,
    offer: 'Vil du tale med et menneske i stedet?',
    noted: 'Det er noteret til den medarbejder, der tager over.',
    cancel: 'annuller',
    cancelled: /venter du ikke længere på en medarbejder/,
    taken: 'Mette (medarbejder) er med nu og svarer dig fra nu af.',
    returned: /Mette har givet samtalen tilbage til mig, den digitale assistent/,
    waiting: 'Er der nogen?',
    shorter: 'Hvorfor det?',
  },
  en: {
    question: 'When do we hear from you if our case is delayed?',
    outside: ['What does a car cost?', 'What will the weather be like tomorrow?'],
    person: 'Talk to a person',
    asks: 'I would like to talk to a person',
    queued:
      /You are in the queue for a person \(case \d+\)\. (You are next in the queue|There (is|are) \d+ customers? before you in the queue)\. We cannot say yet/,
    offer: 'Would you rather talk to a person?',
    noted: 'That is noted for the person who takes over.',
    cancel: 'never mind, cancel',
    cancelled: /You are no longer waiting for a person/,
    taken: 'Mette (a person) has joined and answers you from now on.',
    returned: /Mette has handed the conversation back to me, the digital assistant/,
    waiting: 'Is anybody there?',
    shorter: 'Why is that?',
  },
};

describe.each(['da', 'en'] as const)('in %s', (language) => {
  const say = languages[language];

  test('a person is one button away from every answer', async () => {
    const customer = await Customer.arrive(service.url, language);
    const [answer] = await customer.writes(say.question);
    expect(answer?.suggestedActions?.actions.at(-1)?.title).toBe(say.person);
    expect(answer?.channelData?.person).toEqual({ title: say.person, value: say.asks });
  });

  test('who asks for a person waits for one at once, is heard once, and comes back to the bot when they like', async () => {
    const customer = await Customer.arrive(service.url, language);
    await customer.writes(say.question);
    const asked = await customer.writes(say.asks);
    expect(textOf(asked)).toMatch(say.queued);
    expect(receiptOf(asked[0])).toMatchObject({ state: 'waiting', receipt: 'received' });
    const { brief, reason } = await openOf(customer);
    expect(reason).toBe('asked');
    expect(brief.exchanges[0]).toMatchObject({ question: say.question, replyKind: 'answered' });
    expect(brief.exchanges[0]?.cited[0]?.link).toMatch(/^\/documents\/charter/);
    // The first message while waiting is noted; the next is taken silently.
    expect(textOf(await customer.writes(say.waiting))).toContain(say.noted);
    await customer.visitor.send(say.question);
    expect(textOf(await customer.writes(say.cancel))).toMatch(say.cancelled);
    expect(await service.handoffs.openIn(customer.conversation)).toBeUndefined();
    // The bot answers again, and the wish for a person of before is gone.
    const [answer] = await customer.writes(say.question);
    expect(answer?.entities).toHaveLength(1);
    expect(await service.handoffs.openIn(customer.conversation)).toBeUndefined();
  });

  test('a person who has it is named as one; the bot says nothing, and goes on without the past when it is returned', async () => {
    const customer = await Customer.arrive(service.url, language);
    await customer.writes(say.question);
    await customer.writes(say.asks);
    const { id } = await openOf(customer);
    await service.handoffs.take(mette, id);
    expect(textOf(await customer.hears(1))).toBe(say.taken);
    await customer.visitor.send(say.question);
    await service.handoffs.say(mette, id, { clientId: '1', text: 'Ja?' });
    const [said] = await customer.hears(1);
    expect(said).toMatchObject({ text: 'Ja?', from: { name: 'Mette' }, channelData: { speaker: { kind: 'person' } } });
    await service.handoffs.giveBack(mette, id);
    expect(textOf(await customer.hears(1))).toMatch(say.returned);
    // A follow-up has nothing to lean on any more: it is answered as if it were the first thing said.
    const [reply] = await customer.writes(say.shorter);
    const stranger = await Customer.arrive(service.url, language);
    expect(reply?.text).toBe(textOf(await stranger.writes(say.shorter)));
    await stranger.writes(say.question);
    expect(reply?.text).not.toBe(textOf(await stranger.writes(say.shorter)));
    expect(await service.handoffs.openIn(customer.conversation)).toBeUndefined();
  });

  test('when the documents have had no answer twice in a row, a person is offered, and a yes is enough', async () => {
    const customer = await Customer.arrive(service.url, language);
    expect(textOf(await customer.writes(say.outside[0] ?? ''))).not.toContain(say.offer);
    const second = await customer.writes(say.outside[1] ?? '');
    expect(textOf(second)).toContain(say.offer);
    expect(buttonsOf(second)).toContain(say.person);
    expect(textOf(await customer.writes(language === 'da' ? 'ja tak' : 'yes please'))).toMatch(say.queued);
    expect((await openOf(customer)).reason).toBe('no-answer');
  });

  test('a complaint that was taken down, and a disputed decision, offer a person for just that', async () => {
    const customer = await Customer.arrive(service.url, language);
    const da = language === 'da';
    await customer.writes(
      da
        ? 'Jeg vil klage over at ingen har svaret os i seks uger'
        : 'I want to complain that nobody has answered us for six weeks',
    );
    await customer.writes(da ? 'ingen' : 'none');
    await customer.writes('Jo Field, Field Trading');
    await customer.writes('jo@field.example');
    const filed = textOf(await customer.writes(da ? 'ja' : 'yes'));
    expect(filed).toContain(da ? 'Vil du også tale med et menneske' : 'Would you also like to talk to a person');
    const dispute = await customer.writes(da ? 'Jeg er uenig i jeres afgørelse' : 'I disagree with your decision');
    expect(textOf(dispute)).toContain(da ? 'om afgørelsen?' : 'about the decision?');
    await customer.writes(say.asks);
    expect(await openOf(customer)).toMatchObject({ reason: 'dispute', priority: 2 });
  });

  test('in the middle of something it is laid aside, told to the person, and taken up again after', async () => {
    const customer = await Customer.arrive(service.url, language);
    const da = language === 'da';
    await customer.writes(
      da
        ? 'Jeg vil klage over at ingen har svaret os i seks uger'
        : 'I want to complain that nobody has answered us for six weeks',
    );
    const [kept, queued] = await customer.writes(say.asks, 2);
    expect(kept?.text).toContain(da ? 'er gemt' : 'is kept');
    expect(queued?.text).toMatch(say.queued);
    expect((await openOf(customer)).brief.draft).toContain(da ? 'ingen har svaret os' : 'nobody has answered us');
    await customer.writes(say.cancel);
    const resumed = await customer.writes(da ? 'fortsæt' : 'resume');
    expect(textOf(resumed)).toContain(da ? 'Vi fortsætter' : 'We go on');
  });
});

describe('a customer who ends the conversation', () => {
  const ends = async ({ visitor }: Customer): Promise<void> => {
    const path = `/conversations/${visitor.conversation}/sign-out`;
    expect((await directLineCall(service.url, 'POST', path, { token: visitor.token })).status).toBe(204);
  };
  const waitsFor = async (): Promise<Customer> => {
    const customer = await Customer.arrive(service.url, 'da');
    await customer.writes(languages.da.asks);
    return customer;
  };

  test('while waiting is waited for by nobody', async () => {
    const customer = await waitsFor();
    const { id } = await openOf(customer);
    await ends(customer);
    await eventually(async () => expect((await service.handoffs.history(id)).at(-1)?.kind).toBe('cancelled'));
    expect(await service.handoffs.openIn(customer.conversation)).toBeUndefined();
  });

  test('while a person has it: the person is told that nobody reads on', async () => {
    const customer = await waitsFor();
    const { id } = await openOf(customer);
    await service.handoffs.take(mette, id);
    const told = new Promise<void>((resolve) => {
      const stop = service.handoffs.listen((news) => {
        if (news.kind !== 'entries' || news.conversation !== customer.conversation) return;
        stop();
        resolve();
      });
    });
    await ends(customer);
    await told;
    const texts = await storedTexts(service.dataDirectory, customer.conversation);
    expect(texts.at(-1)).toMatch(/^Automatisk besked: Samtalen er afsluttet fra kundens side\./);
    expect((await service.handoffs.find(id))?.state).toBe('person');
  });
});

test.each([
  ['sv', 'Jag vill prata med en människa'],
  ['no', 'Jeg vil snakke med et menneske'],
  ['de', 'Ich möchte mit einem Menschen sprechen'],
  ['nl', 'Ik wil met een medewerker spreken'],
])('a person is asked for in %s too', async (_language, asks) => {
  const customer = await Customer.arrive(service.url, 'da');
  const [receipt] = await customer.writes(asks);
  expect(receiptOf(receipt)).toMatchObject({ state: 'waiting' });
});
