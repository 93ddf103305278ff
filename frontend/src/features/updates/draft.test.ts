import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { app } from './api';
import { Draft, statedIn } from './draft.svelte';

const calls = vi.hoisted(() => ({
  Keep: vi.fn(),
  Settle: vi.fn(),
  Draft: vi.fn(),
  Discard: vi.fn(),
  MarkSent: vi.fn(),
  NothingNew: vi.fn(),
}));
vi.mock('../../api/client', () => ({ area: () => calls }));

const facts = '**Investigating:** Checkout fails';
let draft: Draft;

function view(text: string, more: Partial<app.DraftView> = {}): app.DraftView {
  return {
    text,
    state: 'Investigating',
    next: '',
    nextWhy: '',
    edited: false,
    factsMove: false,
    base: 'b0',
    paragraphs: [],
    changes: [],
    added: 0,
    removed: 0,
    occasion: 'investigating',
    stateFits: 'Investigating',
    problem: '',
    fresh: facts,
    findings: [],
    ...more,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.values(calls).forEach((call) => call.mockReset().mockResolvedValue(undefined));
  calls.Keep.mockImplementation((_id, _audience, _state, text: string) =>
    Promise.resolve(view(text, { edited: true })),
  );
  calls.Draft.mockImplementation(() => Promise.resolve(view(draft.text, { edited: true })));
  draft = new Draft('1', 'page', view(facts));
});

afterEach(() => {
  draft.close();
  vi.useRealTimers();
});

test('every keystroke is saved within 250 ms, as the newest text', async () => {
  draft.type(`${facts}.`);
  draft.type(`${facts}. More`);
  await vi.advanceTimersByTimeAsync(250);
  expect(calls.Keep).toHaveBeenLastCalledWith('1', 'page', 'Investigating', `${facts}. More`, 'b0');
  expect(draft.saver.state).toBe('saved');
});

test('what a save finds stands where the text has moved to meanwhile', async () => {
  let answer: (view: app.DraftView) => void = () => undefined;
  calls.Keep.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  draft.type('see TBD');
  await vi.advanceTimersByTimeAsync(200);
  draft.type('Please see TBD');
  calls.Keep.mockReturnValue(new Promise(() => undefined));
  const finding = { rule: 'placeholder', severity: 'E', start: 4, end: 7, reason: 'Fill it in.' } as const;
  answer(view('see TBD', { findings: [finding] }));
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.findings.map(({ start, end }) => draft.text.slice(start, end))).toEqual(['TBD']);
});

test('a text that is being typed is never replaced by an answer on its way', async () => {
  let answer: (view: app.DraftView) => void = () => undefined;
  calls.Draft.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const asked = draft.refresh();
  draft.type('by hand');
  answer(view('newer facts'));
  await asked;
  await vi.advanceTimersByTimeAsync(500);
  expect(draft.text).toBe('by hand');
});

test('a draft that nobody touched follows the facts', async () => {
  calls.Draft.mockResolvedValue(view('newer facts'));
  await draft.refresh();
  expect(draft.text).toBe('newer facts');
  expect(calls.Keep).not.toHaveBeenCalled();
});

test('a save that fails keeps the text and is tried again', async () => {
  calls.Keep.mockRejectedValueOnce(new Error('full'));
  draft.type('by hand');
  await vi.advanceTimersByTimeAsync(250);
  expect(draft.saver.state).toBe('failed');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(draft.saver.state).toBe('saved');
  expect(draft.text).toBe('by hand');
});

test('the new text can be taken, and taken back', async () => {
  draft.type('by hand');
  await vi.advanceTimersByTimeAsync(250);
  calls.Draft.mockResolvedValue(view(facts));
  await draft.takeFresh();
  expect(draft.text).toBe(facts);
  expect(calls.Discard).toHaveBeenCalledWith('1', 'page');
  draft.undo();
  expect(draft.text).toBe('by hand');
});

test('a stale paragraph takes the words of the facts, and gives them back', async () => {
  const text = 'One by hand.\n\nTwo.\n\nThree.';
  const stale = (start: number, end: number, fresh: string) => ({
    start,
    end,
    edited: true,
    stale: true,
    fresh,
  });
  const paragraphs = [stale(0, 12, 'One from the facts.'), stale(14, 18, '')];
  const one = new Draft('1', 'page', view(text, { edited: true, paragraphs }));
  one.takeParagraph(paragraphs[1] as app.ParagraphView);
  expect(one.text).toBe('One by hand.\n\nThree.');
  one.undo();
  expect(one.text).toBe(text);
  one.takeParagraph(one.stale[0] as app.ParagraphView);
  expect(one.text).toBe('One from the facts.\n\nTwo.\n\nThree.');
  expect(one.replaced?.text).toBe(text);
  one.close();
});

test('a paragraph by hand is kept against the facts', async () => {
  draft.type('By hand.');
  const paragraph = { start: 0, end: 8, edited: true, stale: true, fresh: 'Facts.' };
  await draft.keepParagraph(paragraph);
  expect(calls.Settle).toHaveBeenCalledWith('1', 'page', '', 'By hand.');
});

test('another public state changes only the opening of a text by hand', async () => {
  calls.Draft.mockImplementation((_id, _audience, state) =>
    Promise.resolve(view(draft.text, { edited: true, state: state || 'Investigating' })),
  );
  draft.type(`${facts} since noon.`);
  await vi.advanceTimersByTimeAsync(250);
  await draft.choose('Monitoring');
  expect(draft.text).toBe('**Monitoring:** Checkout fails since noon.');
  expect(draft.state).toBe('Monitoring');
});

test('nothing is saved after the update was sent', async () => {
  draft.type('sent text');
  calls.Draft.mockResolvedValue(view('next facts'));
  expect(await draft.markSent()).toBe(true);
  expect(calls.MarkSent).toHaveBeenCalledWith('1', 'page', 'Investigating', 'sent text');
  const saves = calls.Keep.mock.calls.length;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(calls.Keep).toHaveBeenCalledTimes(saves);
  expect(draft.text).toBe('next facts');
});

test('what is typed while an update is marked as sent is the next draft', async () => {
  let answer: () => void = () => undefined;
  calls.MarkSent.mockReturnValueOnce(new Promise<void>((resolve) => (answer = resolve)));
  const marked = draft.markSent();
  await vi.advanceTimersByTimeAsync(0);
  draft.type('typed meanwhile');
  await vi.advanceTimersByTimeAsync(500);
  calls.Keep.mockClear();
  answer();
  expect(await marked).toBe(true);
  expect(calls.Keep).toHaveBeenCalledExactlyOnceWith(
    '1',
    'page',
    expect.anything(),
    'typed meanwhile',
    expect.anything(),
  );
  expect(draft.text).toBe('typed meanwhile');
});

test.each([
  ['**Investigating, SEV1:** x', 'Investigating'],
  ['**For review, not to be passed on. Resolved, SEV1:** x', 'Resolved'],
  ['We are **Monitoring**', undefined],
])('%s opens with %s', (text, state) => expect(statedIn(text)).toBe(state));
