import type { MenuItem } from './menu';

/** What the chat can do beside talking. */
interface ChatActs {
  startAfresh(): void;
  download(): void;
  end(): void;
  hasSound(): boolean;
  turnSound(on: boolean): void;
}

export const chatMenu = (acts: ChatActs): MenuItem[] => [
  { label: (words) => words.startAfresh, act: () => acts.startAfresh() },
  { label: (words) => words.download, act: () => acts.download() },
  {
    label: (words) => (acts.hasSound() ? words.soundOff : words.soundOn),
    act: () => acts.turnSound(!acts.hasSound()),
  },
  { label: (words) => words.end, act: () => acts.end() },
];
