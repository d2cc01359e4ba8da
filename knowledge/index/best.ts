/** Keeps the `count` best of many scored numbers, without sorting them all: a heap with the worst kept one on top. */
export class Best {
  readonly #items: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(count: number) {
    this.#items = new Int32Array(count);
    this.#scores = new Float64Array(count);
  }

  /** Of equal scores the one offered first is kept. */
  offer(item: number, score: number): void {
    if (this.#size < this.#items.length) {
      this.#rise(this.#size++, item, score);
    } else if (score > (this.#scores[0] ?? Infinity)) {
      this.#sink(item, score);
    }
  }

  /** Best first; of equal scores the smaller number first. */
  sorted(): { item: number; score: number }[] {
    const kept: { item: number; score: number }[] = [];
    for (let at = 0; at < this.#size; at += 1)
      kept.push({ item: this.#items[at] as number, score: this.#scores[at] as number });
    return kept.sort((a, b) => b.score - a.score || a.item - b.item);
  }

  /** The numbers alone, in no order. */
  items(): number[] {
    return Array.from(this.#items.subarray(0, this.#size));
  }

  #rise(from: number, item: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#scores[parent] as number) <= score) break;
      this.#put(at, parent);
      at = parent;
    }
    this.#items[at] = item;
    this.#scores[at] = score;
  }

  #sink(item: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (this.#scores[child + 1] as number) < (this.#scores[child] as number)) child += 1;
      if ((this.#scores[child] as number) >= score) break;
      this.#put(at, child);
      at = child;
    }
    this.#items[at] = item;
    this.#scores[at] = score;
  }

  #put(at: number, from: number): void {
    this.#items[at] = this.#items[from] as number;
    this.#scores[at] = this.#scores[from] as number;
  }
}
