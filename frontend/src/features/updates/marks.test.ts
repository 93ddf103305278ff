import { expect, test } from 'vitest';
import type { app } from './api';
import {
  caretIn,
  linesOf,
  moved,
  neighbour,
  pieces,
  rowsOf,
  settled,
  stretched,
  tally,
  wordsMoved,
} from './marks';

function finding(start: number, end: number, severity: 'E' | 'W' = 'E'): app.FindingView {
  return { rule: 'rule', severity, start, end, reason: 'Reason.' };
}

/** The text with every finding in brackets. */
function drawn(text: string, findings: app.FindingView[]): string {
  return pieces(text, findings)
    .map((piece) => (piece.findings.length ? `[${piece.text}]` : piece.text))
    .join('');
}

test('offsets count UTF-16 code units, as the field does', () => {
  const text = 'Zahlung 💥 schlägt fehl, TBD.';
  const at = text.indexOf('TBD');
  expect(drawn(text, [finding(at, at + 3)])).toBe('Zahlung 💥 schlägt fehl, [TBD].');
});

test('findings that overlap are cut where each begins and ends', () => {
  const cut = pieces('abcdef', [finding(0, 4, 'W'), finding(2, 6)]);
  expect(cut.map(({ text, findings, error }) => [text, findings, error])).toEqual([
    ['ab', [0], false],
    ['cd', [0, 1], true],
    ['ef', [1], true],
  ]);
});

test('a finding beyond the text is cut to it', () => expect(drawn('abc', [finding(2, 9)])).toBe('ab[c]'));

test.each([
  ['in front', 'see TBD now', 'I see TBD now', 'I see [TBD] now'],
  ['behind', 'see TBD now', 'see TBD now and then', 'see [TBD] now and then'],
  ['within', 'see TBD now', 'see TxBD now', 'see TxBD now'],
  ['in place of it', 'see TBD now', 'see 14:00 now', 'see 14:00 now'],
  ['of nothing', 'see TBD now', 'see TBD now', 'see [TBD] now'],
])('an edit %s', (_, before, after, expected) => {
  expect(drawn(after, moved([finding(4, 7)], before, after))).toBe(expected);
});

test('a fix moves with its finding', () => {
  const fix = { label: 'Add CET', start: 7, end: 7, text: ' CET' };
  const [after] = moved([{ ...finding(4, 7), fix }], 'see 14h now', '> see 14h now');
  expect(after?.fix?.start).toBe(9);
});

test('the next finding after the chosen one, around the end, in the order of the text', () => {
  const findings = [finding(20, 25), finding(4, 7)];
  expect(neighbour(findings, -1, 0, 1)).toBe(1);
  expect(neighbour(findings, 1, 4, 1)).toBe(0);
  expect(neighbour(findings, 0, 20, 1)).toBe(1);
  expect(neighbour(findings, -1, 10, -1)).toBe(1);
  expect(neighbour([], -1, 0, 1)).toBe(-1);
});

test.each([
  [[], ''],
  [[finding(0, 1)], '1 error'],
  [[finding(0, 1), finding(1, 2), finding(2, 3, 'W')], '2 errors and 1 note'],
])('the tally of %j', (findings, expected) => expect(tally(findings)).toBe(expected));

test('words that are new and paragraphs that are stale are cut out too', () => {
  const cut = pieces('one two three', [finding(4, 7)], [{ start: 4, end: 13 }], [{ start: 0, end: 7 }]);
  expect(cut.map(({ text, findings, fresh, stale }) => [text, findings.length, fresh, stale])).toEqual([
    ['one ', 0, false, true],
    ['two', 1, true, true],
    [' three', 0, true, false],
  ]);
});

test.each([
  ['in front of it', 'ab cd', 'xab cd', 4, 6],
  ['within it', 'ab cd', 'ab cxd', 3, 6],
  ['behind', 'ab cd', 'ab cde', 3, 5],
  ['that takes all of it', 'ab cd', 'ab ', 3, 3],
])('a paragraph stretches with an edit %s', (_, before, after, start, end) => {
  const [span] = stretched([{ start: 3, end: 5 }], before, after);
  expect(span).toEqual({ start, end });
});

test('a caret stays with the words around it', () => {
  expect(caretIn(2, 'at 15:20 ok', 'at 15:40 ok')).toBe(2);
  expect(caretIn(11, 'at 15:20 ok', 'at 9:40 ok')).toBe(10);
});

test.each([
  [0, 0, ''],
  [12, 3, '12 words new since the last update, 3 removed'],
  [1, 0, '1 word new since the last update'],
  [0, 3, '3 words removed since the last update'],
])('%d added and %d removed', (added, removed, said) => expect(wordsMoved(added, removed)).toBe(said));

test('lines are cut at their ends, and empty ones count', () => {
  const lines = linesOf(pieces('ab\n\ncd\n', [finding(1, 5)]));
  expect(lines.map((line) => line.map(({ text, findings }) => [text, findings.length]))).toEqual([
    [
      ['a', 0],
      ['b', 1],
    ],
    [],
    [
      ['c', 1],
      ['d', 0],
    ],
    [],
  ]);
});

test('only a line that changed is another one', () => {
  const before = linesOf(pieces('one\ntwo\nthree', [finding(8, 13)]));
  const after = linesOf(pieces('one\ntwoo\nthree', [finding(9, 14)]), before);
  expect(after.map((line, at) => line === before[at])).toEqual([true, false, true]);
});

test('a finding that is found again is the same object', () => {
  const before = [finding(0, 3), finding(5, 8)];
  const after = settled(before, [finding(0, 3), finding(5, 9), finding(10, 12)]);
  expect(after.map((one, at) => one === before[at])).toEqual([true, false, false]);
});

test('the list quotes what a finding is about, and keeps the rows that an edit elsewhere only moved', () => {
  const before = rowsOf('We hope\n soon', [finding(3, 13), finding(7, 7, 'W')]);
  expect(before.map(({ error, quote }) => ({ error, quote }))).toEqual([
    { error: true, quote: 'hope soon' },
    { error: false, quote: '' },
  ]);
  const after = rowsOf('Yes. We hope\n soon', [finding(8, 18), finding(0, 4, 'W')], before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.quote).toBe('Yes.');
  expect(rowsOf('x'.repeat(61), [finding(0, 61)])[0]?.quote).toHaveLength(58);
});
