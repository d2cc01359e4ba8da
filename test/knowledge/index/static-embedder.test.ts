import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowsOfWord, staticEmbedder, staticWeights, staticWords } from '../../../knowledge/index/static-embedder';
import { readStaticPieces, StaticWeightsError } from '../../../knowledge/index/static-pieces';

const embed = (text: string): Float32Array => staticEmbedder().embedNow?.(text, 'da') ?? new Float32Array();
const similarity = (a: string, b: string): number =>
  embed(a).reduce((sum, value, at) => sum + value * (embed(b)[at] ?? 0), 0);

const known = readStaticPieces(staticWeights.file);

describe('the trained embedding', () => {
  // Texts with their words, their number of pieces, and the first numbers of their vectors, from the program that trained the weights.
  it.each<[string, string[], number[], number[]]>([
    [
      'Hvordan klager jeg over en afgørelse?',
      ['hvordan', 'klager', 'jeg', 'over', 'en', 'afgoerelse'],
      [19, 12, 4, 10, 3, 21],
      [-0.05622, 0.03286, 0.06539, -0.09717],
    ],
    [
      'How do I report an overdue invoice?',
      ['how', 'do', 'i', 'report', 'an', 'overdue', 'invoice'],
      [4, 3, 1, 16, 3, 13, 18],
      [-0.05028, 0.06664, 0.07484, 0.02417],
    ],
    ['Kreditmaksimum', ['kreditmaksimum'], [34], [-0.07375, 0.02075, 0.03802, 0.14865]],
    ['AABNINGSTIDER 24/7', ['aabningstider', '#', '#'], [31, 1, 1], [0.05932, -0.0388, 0.00494, -0.01406]],
    ['xqzvw', ['xqzvw'], [0], [0, 0, 0, 0]],
    ['', [], [], [0, 0, 0, 0]],
  ])('of "%s" is what the weights were trained for', (text, words, pieces, first) => {
    expect(staticWords(text)).toEqual(words);
    expect(words.map((word) => rowsOfWord(word, known).length)).toEqual(pieces);
    expect(embed(text)).toHaveLength(192);
    first.forEach((value, at) => expect(Math.abs((embed(text)[at] ?? 9) - value)).toBeLessThan(0.0001));
  });

  it('stands beside weights of the checksum that its id names', () => {
    const sum = createHash('sha256').update(readFileSync(staticWeights.file)).digest('hex');
    expect(staticWeights.sha256).toBe(sum);
    expect(staticEmbedder().id).toContain(sum.slice(0, 12));
  });

  it('puts a sentence nearer to its translation than to another sentence', () => {
    const danish = 'Hvor lang tid går der, før jeg får svar på min mail?';
    expect(similarity(danish, 'How long does it take before I get a reply to my mail?')).toBeGreaterThan(
      0.2 + similarity(danish, 'Where can I download the financial statements?'),
    );
  });

  it('does not mind how special letters are typed', () => expect(similarity('afgørelse', 'afgoerelse')).toBeCloseTo(1));

  it('names weights that are cut short', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'weights-')), 'short.semb');
    writeFileSync(file, readFileSync(staticWeights.file).subarray(0, 1_000_000));
    expect(() => readStaticPieces(file)).toThrow(StaticWeightsError);
    expect(() => readStaticPieces(file)).toThrow(/short\.semb has 1000000 bytes/);
    expect(() => readStaticPieces(`${file}.gone`)).toThrow(/cannot be read/);
  });
});
