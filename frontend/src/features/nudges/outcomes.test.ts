import { expect, test } from 'vitest';
import type { app } from './api';
import { delivery, summary, whatCame } from './outcomes';

const at = (clock: string) => `2026-11-22T${clock}:00Z`;
const now = Date.parse(at('16:00'));
const came = (outcome: app.OutcomeView['outcome'], more: Partial<app.OutcomeView> = {}): app.OutcomeView => ({
  outcome,
  action: '',
  at: at('15:34'),
  until: '',
  ...more,
});
const said = (...outcomes: app.OutcomeView[]): app.SpokenView => ({
  key: '',
  rule: 'need',
  title: '',
  body: '',
  due: at('15:20'),
  shown: '',
  showings: 0,
  outcomes,
});

test('what came of a prompt, one after the other', () => {
  const twice = said(
    came('snoozed', { until: at('15:30'), action: 'snooze-5' }),
    came('acted', { action: 'done' }),
  );
  expect(whatCame(twice, now, 'UTC')).toBe('put off to 15:30, done 15:34');
  expect(whatCame(said(came('acted', { action: 'of another version' })), now, 'UTC')).toBe('acted on 15:34');
  expect(whatCame(said(came('overtaken')), now, 'UTC')).toBe('no longer needed 15:34');
  expect(whatCame(said(), now, 'UTC')).toBe('');
});

test('the last outcome of each counts', () => {
  const log = [said(came('snoozed'), came('acted')), said(came('dismissed')), said(), said(came('acted'))];
  expect(summary(log)).toBe('4 prompts: 2 acted on, 1 dismissed, 1 without an answer.');
  expect(summary([said(came('overtaken'))])).toBe('1 prompt: 1 no longer needed.');
});

test('how it reached the lead', () => {
  expect(delivery(said())).toBe('on screen only');
  expect(delivery({ ...said(), showings: 1 })).toBe('sent to the desktop');
  expect(delivery({ ...said(), showings: 3 })).toBe('sent to the desktop 3 times');
});
