import type { TestService } from '../start-test-service';
import { buttonsOf, Customer, receiptOf, startStaffedService, textOf } from './staffed-service';

let service: TestService;
beforeAll(async () => {
  service = await startStaffedService('closed');
});
afterAll(() => service.stop());

const languages = {
  da: {
    asks: 'Jeg vil gerne tale med et menneske',
    closed: /^Vi har lukket nu\. Vi åbner igen \S+ den \d+\. \S+ kl\. 8\.30\./,
    leave: 'Læg en besked',
    no: 'Nej tak',
    noAnswer: 'Helt i orden.',
    writeIt: 'Skriv din besked',
    message: 'Kan I ringe til mig om vores limit på Nordisk Stål, tak?',
    reach: 'Hvordan kan vi få fat i dig?',
    kept: /^Din besked er gemt som sag \d+\. Vi åbner \S+ den \d+\. \S+ kl\. 8\.30, .* til jo@field\.example\./,
    question: 'Hvornår får vi svar, hvis sagen trækker ud?',
  },
  en: {
    asks: 'I would like to talk to a person',
    closed: /^We are closed now\. We open again on \S+ \d+ \S+ at 08:30\./,
    leave: 'Leave a message',
    no: 'No, thank you',
    noAnswer: 'As you like.',
    writeIt: 'Write your message',
    message: 'Could you call me about our limit on Nordic Steel, please?',
    reach: 'How can we reach you?',
    kept: /^Your message is kept as case \d+\. We open on \S+ \d+ \S+ at 08:30, .* to jo@field\.example\./,
    question: 'When do we hear from you if our case is delayed?',
  },
};

describe.each(['da', 'en'] as const)('out of hours, in %s', (language) => {
  const say = languages[language];

  test('a message is left for the next opening, and the bot goes on answering', async () => {
    const customer = await Customer.arrive(service.url, language);
    const notice = await customer.writes(say.asks);
    expect(textOf(notice)).toMatch(say.closed);
    expect(buttonsOf(notice)).toEqual([say.leave, say.no]);
    // Nothing is handed over by the notice alone.
    expect(await service.handoffs.openIn(customer.conversation)).toBeUndefined();
    expect(textOf(await customer.writes(say.leave))).toContain(say.writeIt);
    expect(textOf(await customer.writes(say.message))).toContain(say.reach);
    expect(textOf(await customer.writes('Jo'))).toContain(say.reach);
    const kept = await customer.writes('jo@field.example');
    expect(textOf(kept)).toMatch(say.kept);
    expect(receiptOf(kept[0])).toMatchObject({ state: 'out-of-hours', receipt: 'messageKept' });
    expect(await service.handoffs.openIn(customer.conversation)).toMatchObject({
      leftMessage: true,
      state: 'out-of-hours',
      brief: { message: say.message, reachedAt: 'jo@field.example' },
    });
    const [answer] = await customer.writes(say.question);
    expect(answer?.text).toContain('[1]');
  });

  test('the notice comes once; who asks again is at the message at once, and no is taken for an answer', async () => {
    const customer = await Customer.arrive(service.url, language);
    await customer.writes(say.asks);
    expect(textOf(await customer.writes(say.no))).toContain(say.noAnswer);
    const again = textOf(await customer.writes(say.asks));
    expect(again).toContain(say.writeIt);
    expect(again).not.toMatch(say.closed);
  });
});
