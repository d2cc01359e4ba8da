import { openDemoRecords } from '../adapters/records';
import { CustomerId, RecordsUnavailable } from '../adapters/records/port';
import { errorForLog } from '../bot/log';

const asking = CustomerId.parse('blaamejse');

test('of a record source that failed, the log tells kind and code, and not one word of the driver', async () => {
  const { source } = await openDemoRecords(':memory:', () => new Date());
  await source.close();
  const problem: unknown = await source.list('claim', asking).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(RecordsUnavailable);
  const driver = (problem as RecordsUnavailable).cause as Error;
  expect(driver.message).not.toBe('');
  const line = JSON.stringify(errorForLog(problem));
  expect(line).toContain('records system could not be asked (list claim)');
  expect(line).not.toContain(driver.message);
  expect(line).toContain(`"type":"${driver.name}"`);
});

test('the cause of the cause is no more talkative, and a code is told', () => {
  const said = 'no route to Nordhavn Stål ApS';
  const deepest = Object.assign(new Error(said), { code: 'EHOSTUNREACH' });
  const problem = new RecordsUnavailable('down', 'list claim', { cause: new TypeError(said, { cause: deepest }) });
  const line = JSON.stringify(errorForLog(problem));
  expect(line).not.toContain('Nordhavn');
  expect(line).toContain('EHOSTUNREACH');
});

test('an error of our own keeps its message', () => {
  expect(JSON.stringify(errorForLog(new Error('No such setting.')))).toContain('No such setting.');
});
