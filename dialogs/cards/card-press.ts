import { z } from 'zod';

/** Buttons say a few words; anything longer is none of ours. */
const longestSaid = 500;

/**
 * What a button of our cards carries. It comes back from the client, so that it proves nothing: pressing is the same as writing `say`. The rest is the
 * card itself, to be drawn once more without its buttons.
 */
export const PressedData = z.object({
  say: z.string().trim().min(1).max(longestSaid),
  title: z.string().max(200).optional(),
  of: z
    .array(
      z.object({
        title: z.string().max(500),
        lines: z.array(z.object({ label: z.string().max(500), text: z.string().max(4000) })).max(100),
      }),
    )
    .max(20)
    .optional(),
  language: z.enum(['da', 'en']).optional(),
});
export type PressedData = z.infer<typeof PressedData>;

/** The least that a button carries. */
export const pressedData = (say: string): { say: string } => ({ say });

/** The words that a pressed `Action.Submit` stands for; undefined for a value that is none of ours. */
export function pressedWords(value: unknown): string | undefined {
  const read = PressedData.safeParse(value);
  return read.success ? read.data.say : undefined;
}

/** The value of Teams' `adaptiveCard/action` invoke, for a button of ours. */
export const PressedExecute = z.object({
  action: z.object({ type: z.literal('Action.Execute').optional(), verb: z.literal('say'), data: PressedData }),
});
export type PressedExecute = z.infer<typeof PressedExecute>;
