import { addDays, dayInDenmark } from '../../dialogs/dates';
import { TestVisitor } from '../direct-line-client';
import { run } from '../commands/ask-process';
import { startTestService, type TestService } from '../start-test-service';
import { DeskClient } from './desk-client';

let service: TestService;
beforeAll(async () => {
  // Around the clock, whatever day the test is run on.
  const today = dayInDenmark(new Date());
  const days = [today, addDays(today, 1)].map((day) => `${day} 00:00-24:00`);
  service = await startTestService({ OPENING_HOURS_EXCEPTIONS: days.join(', ') });
});
afterAll(() => service.stop());

test('an account made while the service runs signs in, takes a customer, and is suggested the clause to answer with', async () => {
  const { stdout } = await run('staff', ['add', 'Anna Berg', '--role', 'agent'], '', {
    DATA_DIR: service.dataDirectory,
  });
  const anna = new DeskClient(service.url);
  expect((await anna.get('/desk')).json.text).toContain('/assets/desk.js');
  await anna.post('sign-in/link', { code: stdout.trim().split('link=')[1] });
  expect((await anna.post('password', { password: 'korrekt hest batteri' })).status).toBe(200);
  const feed = await anna.live();
  const visitor = await TestVisitor.arrive(service.url);
  await visitor.send('Jeg vil tale med en person');
  const { conversation } = visitor;
  await feed.news(({ kind }) => kind === 'handoff');
  const taken = (await anna.post('handoffs/next')).json;
  expect(taken).toMatchObject({ kind: 'done', handoff: { conversation, owner: { name: 'Anna Berg' } } });
  const { id } = taken.handoff as { id: string };
  const question = encodeURIComponent('Hvornår får vi svar, hvis sagen trækker ud?');
  const { json } = await anna.get(`handoffs/${id}/suggestions?q=${question}`);
  expect(json.suggestions).toHaveLength(3);
  expect((json.suggestions as { citations: { link: string }[] }[])[0]?.citations[0]?.link).toMatch(
    /^\/documents\/charter\.da#/,
  );
  feed.close();
});
