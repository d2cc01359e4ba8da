import { readOrdinal } from '../../../dialogs/reading';

test.each([
  ['den anden', 3, 1],
  ['Den første, tak', 3, 0],
  ['the second one', 3, 1],
  ['the first one please', 3, 0],
  ['jeg mener den tredje', 3, 2],
  ['nr. 2', 3, 1],
  ['2', 3, 1],
  ['den sidste', 3, 2],
  ['the last one', 2, 1],
  ['number one', 2, 0],
  ['den foerste', 2, 0],
])('"%s" of %i is place %i', (text, count, place) => {
  expect(readOrdinal(text, count)).toBe(place);
});

test.each([
  ['den femte', 3],
  ['the first or the second', 3],
  ['den første faktura kom i marts', 3],
  ['Second Wind Trading Ltd', 3],
  ['CL-200002', 3],
  ['ja', 3],
  ['', 3],
])('"%s" of %i is none', (text, count) => {
  expect(readOrdinal(text, count)).toBeUndefined();
});
