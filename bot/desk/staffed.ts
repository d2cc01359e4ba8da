/** Accounts also change by `npm run staff`, in another process: what was read is good for so long. */
const freshMs = 1_000;

/**
 * Whether there are staff at all, so that customers may be offered a person. Asked at every turn of the bot: it is read once a second at most.
 * @param any reads whether there is an active account
 * @param now the clock
 */
export function staffed(
  any: () => Promise<boolean>,
  now: () => Date,
): { isStaffed(): Promise<boolean>; changed(): void } {
  let read: { at: number; answer: Promise<boolean> } | undefined;
  return {
    async isStaffed() {
      const time = now().getTime();
      if (!read || time - read.at >= freshMs || time < read.at) read = { at: time, answer: any() };
      const { answer } = read;
      return answer.catch((error: unknown) => {
        read = undefined;
        throw error;
      });
    },
    /** An account was added or removed here. */
    changed: () => void (read = undefined),
  };
}
