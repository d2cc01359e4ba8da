const paths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12 M18 6L6 18',
  check: 'M5 12.500l4.500 4.500L19 7',
  send: 'M4 12l16-8-6 16-3-6.500z M11 13.500L20 4',
  note: 'M6 3h9l4 4v14H6z M9 10h7 M9 14h7 M9 18h4',
  lock: 'M6 11h12v9H6z M8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13a6.500 6.500 0 1 1 0-13 M15.500 15.500L20 20',
  clip: 'M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.500a3 3 0 0 1 4.300 4.300L9.500 16.500a1.500 1.500 0 0 1-2.200-2.100L14 7.800',
  spark: 'M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2z',
  list: 'M5 6h14 M5 12h14 M5 18h9',
  person: 'M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8 M4.500 20a7.500 7.500 0 0 1 15 0',
  forward: 'M4 12h14 M13 6l6 6-6 6',
  bot: 'M5 8h14v11H5z M12 8V4 M9 12.500v1.500 M15 12.500v1.500',
  soundOn: 'M4 10v4h3l5 4V6L7 10z M15.500 9a4 4 0 0 1 0 6 M18 6.500a8 8 0 0 1 0 11',
  soundOff: 'M4 10v4h3l5 4V6L7 10z M16 10l4 4 M20 10l-4 4',
  help: 'M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400 M12 17.500v.1',
  out: 'M10 4H5v16h5 M14 8l4 4-4 4 M9 12h9',
  key: 'M8 11a4 4 0 1 1 0 8a4 4 0 1 1 0-8 M11 12.500L20 4 M16 7.500l3 3',
  down: 'M6 9l6 6 6-6',
  clock: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16 M12 8v4.500l3 2',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing on a 24 by 24 grid, silent to screen readers. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
