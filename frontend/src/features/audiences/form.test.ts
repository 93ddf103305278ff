import { expect, test } from 'vitest';
import { lines, newAudience, read, toTyped } from './form';

const form = { ...newAudience(), id: 'page', name: 'Status page', external: true, own: false };

test('what is not touched is read as it was', () => {
  expect(read(toTyped(form))).toEqual({ form });
});

test.each([
  ['5, 10', [5, 10]],
  ['5 10', [5, 10]],
  ['5 min, 10 min', [5, 10]],
  ['5 and 10', [5, 10]],
  ['', []],
])('the gaps "%s"', (gaps, expected) => {
  const typed = toTyped(form);
  Object.assign(typed.beats[0] ?? {}, { gaps });
  const answer = read(typed);
  expect('form' in answer && answer.form.cadence[0]?.gaps).toEqual(expected);
});

test('times of day are told apart', () => {
  const typed = toTyped(form);
  Object.assign(typed.beats[1] ?? {}, { clock: '9:30 and 16:30' });
  const answer = read(typed);
  expect('form' in answer && answer.form.cadence[1]?.clock).toEqual(['9:30', '16:30']);
});

test('what is no number is refused at its field', () => {
  const typed = toTyped(form);
  Object.assign(typed.beats[2] ?? {}, { then: 'soon', gaps: '1, x' });
  const answer = read(typed);
  expect('fields' in answer && Object.keys(answer.fields)).toEqual(['sev3.gaps', 'sev3.then']);
});

test('severities that are told alike stand on one line', () => {
  const words = ['every 30 min', 'with the status page', 'with the status page', 'none'];
  const cadence = form.cadence.map((beat, at) => ({ ...beat, words: words[at] ?? '' }));
  expect(lines(cadence)).toEqual([
    ['SEV1', 'every 30 min'],
    ['SEV2, SEV3', 'with the status page'],
    ['SEV4', 'none'],
  ]);
});
