/** Makes something when it is first asked for, and the same for everyone after. A failure is not kept: the next one asks again. */
export function onceAsked<Made>(make: () => Promise<Made>): (() => Promise<Made>) & { asked(): boolean } {
  let made: Promise<Made> | undefined;
  const ask = (): Promise<Made> => {
    made ??= make().catch((problem: unknown) => {
      made = undefined;
      throw problem;
    });
    return made;
  };
  return Object.assign(ask, { asked: () => made !== undefined });
}
