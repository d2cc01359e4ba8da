import { readFileSync } from 'node:fs';
import { openApiDocument } from '../../../adapters/records/rest/openapi';
import { projectPath } from '../../../knowledge';

test('the published contract is the one that answers are checked against (npm run demo-insurer -- --openapi writes it)', () => {
  const published: unknown = JSON.parse(
    readFileSync(projectPath('adapters', 'records', 'rest', 'openapi.json'), 'utf8'),
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('every reference in it leads somewhere', () => {
  const text = JSON.stringify(openApiDocument());
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !(name in components.schemas))).toEqual([]);
});
