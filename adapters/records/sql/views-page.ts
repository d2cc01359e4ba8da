import { type Column, columnsOf } from './sql-columns';
import { namesAtMost } from './sql-buyers';
import { inbox, inboxColumns, views } from './sql-views';

const kinds: Record<Column['type'], string> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean (SQLite: 0 or 1)',
  date: 'date (SQLite: text, 2026-03-01)',
  instant: 'timestamptz (SQLite: text, 2026-03-01T09:30:00Z)',
  json: 'jsonb (SQLite: text), shaped as in ../rest/openapi.json',
  amount: 'numeric(17,2) (SQLite: text, 1250.50)',
};

const line = ({ name, type, required }: Column, what: string): string =>
  `| \`${name}\` | ${kinds[type]} | ${required ? 'always' : 'or null'} |${what}`;

/** The page that tells an insurer's database people what to offer: made from the schemas that check every row. */
export function viewsPage(): string {
  return [
    '# Views for records in a database',
    '',
    'With `RECORDS_URL=postgres://…` or `sqlite:PATH`, the service reads the views below, and writes to one table, the inbox. Its user needs `select` on the',
    'views, and `select`, `insert` and `update` on the inbox. What a column means, and which words it takes, is told in [openapi.json](../rest/openapi.json) under the same name.',
    'A row that is no such record fails the whole question: the customer hears that the records could not be looked up, and nothing is half shown.',
    '',
    '`charterdesk_policy_parties` decides who is asked for: one row for each customer with a part in a policy (holder, co-insured, assignee, broker).',
    'What each of them then sees of a record follows from the part that `charterdesk_policies` gives it.',
    `A buyer's name is looked for among the customer's buyers with typing errors forgiven, ${namesAtMost.toLocaleString('en')} names at most and some at a time: an index on \`charterdesk_buyers (buyer_id)\``,
    'and one on `charterdesk_policy_buyers (policy_number)` make that quick.',
    ...Object.values(views).flatMap(({ name, schema }) => [
      '',
      `## ${name}`,
      '',
      '| column | type | there |',
      '| --- | --- | --- |',
      ...columnsOf(schema).map((column) => line(column, '')),
    ]),
    '',
    `## ${inbox}`,
    '',
    'A table. Claims, wishes for a reassessment and invoices for collection come in here, each once; your systems take them from here.',
    '',
    '| column | type | there | what |',
    '| --- | --- | --- | --- |',
    ...inboxColumns.map((column) => line(column, ` ${column.what} |`)),
    '',
  ].join('\n');
}
