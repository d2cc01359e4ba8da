import { z } from 'zod';

const Texts = z.object({ da: z.string().min(1), en: z.string().min(1) });
const Forms = z.array(z.string().min(1)).default([]);

/** One notion of the trade, with the words that customers and documents have for it. */
export const Concept = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** The preferred term. */
  term: Texts,
  /** One line, ours. */
  definition: Texts,
  /** Lower case, as written in the language; single words or short phrases. */
  forms: z.object({ da: Forms, en: Forms, sv: Forms, no: Forms, de: Forms, nl: Forms }),
});
export type Concept = z.infer<typeof Concept>;
