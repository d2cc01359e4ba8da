import { handoffWords } from '../../dialogs';
import { roughlyWhen, whenItIs } from '../../dialogs/handoff-times';

const words = handoffWords({ company: 'Nordlys Kredit', telephone: '70 10 20 30' });
// A Sunday evening in Denmark.
const now = new Date('2026-11-22T20:00:00Z');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

test('an expectation is told as roughly as it is known, and none is made up', () => {
  expect(roughlyWhen(inMinutes(0.5), now, 'da')).toBe('om et øjeblik');
  expect(roughlyWhen(inMinutes(7), now, 'en')).toBe('in about 7 minutes');
  expect(roughlyWhen(inMinutes(22), now, 'da')).toBe('om cirka 25 minutter');
  expect(roughlyWhen(inMinutes(75), now, 'da')).toBe('omkring i dag kl. 22.15');
  expect(whenItIs(new Date('2026-11-23T07:30:00Z'), now, 'da')).toBe('i morgen kl. 8.30');
  expect(whenItIs(new Date('2026-11-24T07:30:00Z'), now, 'da')).toBe('tirsdag den 24. november kl. 8.30');
  expect(whenItIs(new Date('2026-11-24T07:30:00Z'), now, 'en')).toBe('on Tuesday 24 November at 08:30');
  const unknown = words.received('en', { number: 4, ahead: 2, expectedAt: undefined, now });
  expect(unknown).toContain('There are 2 customers before you in the queue. We cannot say yet how long it will take.');
  // One that has passed is none.
  expect(words.received('da', { number: 4, ahead: 0, expectedAt: inMinutes(-3), now })).toContain(
    'Vi kan ikke sige endnu, hvor længe det varer.',
  );
});

test('a delay is told with its reason and what may be expected instead', () => {
  const late = words.late('da', { number: 4, ahead: 1, expectedAt: inMinutes(10), why: { kind: 'all-busy' }, now });
  expect(late).toBe(
    'Det trækker ud, og det beklager vi. Alle, der er her, taler med andre kunder, og deres samtaler varer længere, end vi regnede med. Der er 1 kunde før dig i køen. Vi regner med, at der er nogen til dig om cirka 10 minutter. Skriv "annuller", hvis du ikke vil vente.',
  );
  const closed = { kind: 'closed', opensAt: new Date('2026-11-23T07:30:00Z') } as const;
  expect(words.late('en', { number: 4, ahead: 0, expectedAt: undefined, why: closed, now })).toContain(
    'We have closed meanwhile and open again tomorrow at 08:30.',
  );
});

test('what staff write is shown as written: no markup comes in with a name or a summary', () => {
  const facts = { number: 4, outcome: 'solved', name: '**[Mette](http://x)**', summary: '# Limit *hævet*' } as const;
  const closed = words.closed('da', facts);
  expect(closed).toContain('Mette(http://x) opsummerer: Limit hævet');
  expect(closed).not.toMatch(/[*#[\]]/);
  expect(words.closed('en', { ...facts, name: undefined, summary: '' })).toBe(
    'The enquiry has been closed (case 4).\n\nI, the digital assistant, answer again.',
  );
});

test('what could not be had is said with the ways to reach a person', () => {
  expect(words.failed('da', { number: 4 })).toContain('ringe på 70 10 20 30');
});
