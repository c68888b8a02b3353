import { expect, test } from 'vitest';
import { encodeQr } from './qr.ts';

const drawn = (text: string) => encodeQr(text).map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));

test('a short text is the code that a camera was seen to read', () => {
  expect(drawn('MerchantGraph')).toEqual([
    '#######...#...#######',
    '#.....#....#..#.....#',
    '#.###.#.###...#.###.#',
    '#.###.#.#.#.#.#.###.#',
    '#.###.#.###.#.#.###.#',
    '#.....#.#..#..#.....#',
    '#######.#.#.#.#######',
    '........###..........',
    '#.#####....#..#####..',
    '........#.#.##..###.#',
    '#.#...##..#.#....###.',
    '.#.#.#.#..#.##.#####.',
    '#..#######......##.##',
    '........###..#.##.#..',
    '#######..######....#.',
    '#.....#.##..##...###.',
    '#.###.#.#...####...##',
    '#.###.#.####...##.#..',
    '#.###.#.#.###.#..#...',
    '#.....#....###.#.##..',
    '#######.##..#.###..#.',
  ]);
});

test.each([
  [14, 21],
  [15, 25],
  [150, 49],
  [213, 57],
  [2331, 177],
])('%i bytes take %i modules a side', (length, size) => {
  const code = encodeQr('x'.repeat(length));
  expect([code.length, new Set(code.map((row) => row.length))]).toEqual([size, new Set([size])]);
});

test('the bytes of a text count, not its characters', () => {
  expect(encodeQr('é'.repeat(7))).toHaveLength(21);
  expect(encodeQr('é'.repeat(8))).toHaveLength(25);
});

test('more than a code holds is refused', () => {
  expect(() => encodeQr('x'.repeat(2332))).toThrow(RangeError);
});
