import { readFileSync } from 'node:fs';
import type { AxeResults, run } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * The serious and critical findings of axe, each with the places. The page's policy allows no foreign script, so axe comes in beside it.
 * @param within the part of the page to look at, where another test looks at the rest: looking costs a second or two
 */
export async function seriousFindings(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const results = await page.evaluate((within) => {
    const scanner = (window as unknown as { axe: { run: typeof run } }).axe;
    return scanner.run(within, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Where all is well, there is no need to say where.
      resultTypes: ['violations'],
    });
  }, within);
  return violations(results);
}

const violations = (results: AxeResults): string[] =>
  results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
