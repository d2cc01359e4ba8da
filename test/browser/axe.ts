import { readFileSync } from 'node:fs';
import type { run } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * The serious and critical findings of axe, each with the places. The page's policy allows no foreign script, so axe comes in beside it.
 * @param looked.rules these only; else those of WCAG 2.2 AA and good practice
 * @param looked.within the part of the page to look at, where another test looks at the rest: looking costs a second or two
 */
export async function seriousFindings(
  page: Page,
  { rules, within = 'html' }: { rules?: string[]; within?: string } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(
    ([only, part]) => {
      const scanner = (window as unknown as { axe: { run: typeof run } }).axe;
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      // Where all is well, there is no need to say where.
      return scanner.run(part, { runOnly: only ? { type: 'rule', values: only } : tags, resultTypes: ['violations'] });
    },
    [rules, within] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
