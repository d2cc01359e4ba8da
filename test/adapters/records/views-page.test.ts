import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { viewsPage } from '../../../adapters/records/sql/views-page';
import { projectPath } from '../../../knowledge';

test('the published page of views is the one that rows are read by (npm run --silent demo-insurer -- --views writes it)', async () => {
  const published = readFileSync(projectPath('adapters', 'records', 'sql', 'views.md'), 'utf8');
  const layout = (text: string) => format(text, { parser: 'markdown', printWidth: 120 });
  expect(await layout(published)).toBe(await layout(viewsPage()));
});
