import { expect, test } from 'vitest';
import type { app } from './api';
import { askedBefore, asText, sourceOf } from './text';

function asked(text: string, at: string, answer = ''): app.AskedView {
  return {
    id: text,
    text,
    by: 'VP Sales',
    where: '#exec',
    asked: `2026-11-22T${at}:00Z`,
    due: '',
    answered: answer && `2026-11-22T15:00:00Z`,
    answer,
    same: [],
  };
}

test('the text begins with what was asked first, and names nobody', () => {
  const rows = [
    asked('Is it back?', '14:20'),
    asked('Refunds?', '14:10', 'Yes.'),
    asked('Why?', '14:00', 'TLS.'),
  ];
  expect(asText(rows)).toBe(
    'Q: Why?\nA: TLS.\n\nQ: Refunds?\nA: Yes.\n\nQ: Is it back?\nA: Not answered yet.',
  );
});

test.each([
  ['fact', 'Impact', '', 'Fact: Impact'],
  ['update', 'Status page', '2026-11-22T14:30:00Z', 'Update to Status page, 14:30'],
  ['answer', 'Is it back?', '2026-11-22T14:30:00Z', 'Answered 14:30: Is it back?'],
] as const)('the source of a %s', (kind, label, at, said) => {
  expect(sourceOf({ kind, text: 'x', source: 'y', label, at }, 'UTC')).toBe(said);
});

test('a question that was asked before says when, by whom, and whether it was answered', () => {
  const same = { id: '1', text: 'Is it back?', by: 'Ben', asked: '2026-11-22T14:05:00Z', answer: '' };
  expect(askedBefore([], 'UTC')).toBe('');
  expect(askedBefore([same], 'UTC')).toBe('Also asked: 14:05 by Ben.');
  expect(askedBefore([same, { ...same, by: '', answer: 'No.' }], 'UTC')).toBe(
    'Also asked: 14:05 by Ben, 14:05. One has an answer.',
  );
});
