import { expect, test } from 'vitest';
import { at, offsetsOf, rowAt, topFor, windowOf } from './virtual';

const heights = [20, 60, 20, 100, 20];
const offsets = offsetsOf(heights.length, (index) => heights[index] ?? 0);

test('offsets add up', () => expect([...offsets]).toEqual([0, 20, 80, 100, 200, 220]));

test.each([
  [-5, 0],
  [0, 0],
  [19, 0],
  [20, 1],
  [79.5, 1],
  [150, 3],
  [219, 4],
  [999, 4],
])('y %d falls into row %d', (y, row) => expect(rowAt(offsets, y)).toBe(row));

test('an empty list has no rows to draw', () => {
  const none = offsetsOf(0, () => 20);
  expect(rowAt(none, 50)).toBe(0);
  expect(windowOf(none, 0, 100)).toEqual([0, 0]);
});

test('the window covers what is in sight and some beyond', () => {
  const many = offsetsOf(10_000, () => 20);
  expect(windowOf(many, 2_000, 400, 8)).toEqual([92, 129]);
  expect(windowOf(many, 0, 400, 8)).toEqual([0, 29]);
  expect(windowOf(many, 199_600, 400, 8)).toEqual([9_972, 10_000]);
});

test('older rows in front move the top by their height', () => {
  const anchor = { key: 'c', below: 5 };
  const keys = ['x', 'y', 'a', 'b', 'c'];
  const longer = offsetsOf(keys.length, () => 30);
  expect(topFor(anchor, longer, (key) => keys.indexOf(key))).toBe(125);
  expect(topFor({ key: 'gone', below: 0 }, longer, (key) => keys.indexOf(key))).toBeUndefined();
});

test('an index beyond the list is its end', () => expect(at(offsets, 99)).toBe(220));
