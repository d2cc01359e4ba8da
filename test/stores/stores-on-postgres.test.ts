import { storesOnPostgres } from './test-store';

// What the stores promise on SQLite they promise on PostgreSQL: the same suites again, each against databases of a real server.
let server: { stop(): Promise<void> };
beforeAll(async () => {
  server = await storesOnPostgres();
});
afterAll(() => server.stop());

describe.each([
  '../conversations/conversation-log.test',
  '../adapters/complaints/complaints.test',
  '../attachments/kept-files.test',
  '../handoff/taking.test',
  '../handoff/one-unit.test',
  '../retention/erasing.test',
  '../models/model-budget.test',
  '../desk/oversight.test',
  '../desk/sign-in.test',
  '../feedback/given.test',
  '../record-events/telling.test',
])('%s', (suite) => {
  jest.requireActual<object>(suite);
});
