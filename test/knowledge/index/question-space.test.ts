import { discriminantsOf } from '../../../bot/commands/discriminants';
import { questionSpaceOf, readQuestionSpace } from '../../../knowledge/index/question-space';
import { staticEmbedder } from '../../../knowledge/index/static-embedder';

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Three classes that differ along the second axis by little and along the first, within each, by much. */
const classes = [-1, 0, 1].map((middle) =>
  [-4, -2, 0, 2, 4].map((loud) => Float32Array.from([loud, middle + loud / 100, loud % 3])),
);

describe('the space of questions', () => {
  it('keeps what tells classes apart and evens out what they differ in within', () => {
    const [direction = new Float64Array(3)] = discriminantsOf(classes, 1).directions;
    expect(Math.abs(direction[1] ?? 0)).toBeGreaterThan(10 * Math.abs(direction[0] ?? 0));
  });

  it('brings vectors to length 1, and a text without words to none', () => {
    const { mean, directions } = discriminantsOf(classes, 2);
    const numbers = Float32Array.from([...mean, ...directions.flatMap((direction) => [...direction])]);
    const space = questionSpaceOf(Buffer.from(numbers.buffer), 3);
    const placed = space.place(Float32Array.from([1, 1, 0]));
    expect(space.dimension).toBe(2);
    expect(cosine(placed, placed)).toBeCloseTo(1);
    expect([...space.place(new Float32Array(3))]).toEqual([0, 0]);
  });

  it('refuses numbers that are no map', () => {
    expect(() => questionSpaceOf(readQuestionSpace(), 191)).toThrow('no map from 191 dimensions');
  });

  it('finds two questions that ask the same nearer than two that only sound alike', () => {
    const embedder = staticEmbedder();
    const place = (text: string): Float32Array =>
      questionSpaceOf(readQuestionSpace(), 192).place(embedder.embedNow(text, 'en'));
    const asked = place('How do I hand over an unpaid invoice to your collectors?');
    expect(cosine(asked, place('We want your debt collectors to take on a bill nobody pays'))).toBeGreaterThan(
      cosine(asked, place('How do I change over to another contact person?')),
    );
  });
});
