import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { available, caps, press, register, type Action } from './keys.svelte';

let stops: (() => void)[] = [];
let field: HTMLInputElement;

beforeEach(() => {
  document.body.innerHTML = '<input type="text"><div role="dialog"><button>Close</button></div>';
  field = document.querySelector('input') as HTMLInputElement;
});

afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
});

function add(key: string, more: Partial<Action> = {}) {
  const run = vi.fn();
  stops.push(register([{ id: key, title: key, key, run, ...more }]));
  return run;
}

function type(key: string, init: KeyboardEventInit = {}, target: Element = document.body): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'target', { value: target });
  return press(event);
}

test('a plain key runs its action, and not while somebody types', () => {
  const run = add('n');
  expect(type('n')).toBe(true);
  expect(type('n', {}, field)).toBe(false);
  expect(run).toHaveBeenCalledOnce();
});

test('chords with Mod, and Escape, work from within a field', () => {
  const find = add('Mod+K');
  const up = add('Escape');
  type('k', { ctrlKey: true }, field);
  type('Escape', {}, field);
  expect(find).toHaveBeenCalledOnce();
  expect(up).toHaveBeenCalledOnce();
});

test('Mod is not needed by accident: plain k and Ctrl+Alt+K are other keys', () => {
  const run = add('Mod+K');
  type('k');
  type('k', { ctrlKey: true, altKey: true });
  type('k', { ctrlKey: true, shiftKey: true });
  expect(run).not.toHaveBeenCalled();
});

test('a sign that needs Shift matches with it, a letter does not', () => {
  const sign = add('?');
  const letter = add('d');
  type('?', { shiftKey: true });
  type('D', { shiftKey: true });
  expect(sign).toHaveBeenCalledOnce();
  expect(letter).not.toHaveBeenCalled();
});

test('the physical key serves a keyboard with other letters', () => {
  const run = add('Mod+K');
  type('л', { ctrlKey: true, code: 'KeyK' });
  expect(run).toHaveBeenCalledOnce();
});

test('any of several chords will do', () => {
  const run = add('? Mod+/');
  type('/', { ctrlKey: true }, field);
  expect(run).toHaveBeenCalledOnce();
});

test('the newest wins, and the older is back once it is gone', () => {
  const older = add('e');
  const newer = vi.fn();
  const stop = register([{ id: 'newer', title: 'Newer', key: 'e', run: newer }]);
  type('e');
  stop();
  type('e');
  expect(newer).toHaveBeenCalledOnce();
  expect(older).toHaveBeenCalledOnce();
});

test('what does not apply now is neither listed nor run', () => {
  const run = add('u', { when: () => false });
  expect(type('u')).toBe(false);
  expect(run).not.toHaveBeenCalled();
  expect(available().map((action) => action.id)).not.toContain('u');
});

test('a dialog keeps its keys', () => {
  const run = add('Escape');
  expect(type('Escape', {}, document.querySelector('button') as Element)).toBe(false);
  expect(run).not.toHaveBeenCalled();
});

test('keys of an input method are left alone', () => {
  const run = add('Enter');
  type('Enter', { isComposing: true });
  expect(run).not.toHaveBeenCalled();
});

test.each([
  ['Mod+K', ['Ctrl', 'K']],
  ['? Mod+/', ['?']],
  ['Escape', ['Esc']],
  ['Mod++', ['Ctrl', '+']],
  ['Shift+ArrowUp', ['Shift', '↑']],
])('%s is drawn as %j', (key, drawn) => expect(caps(key)).toEqual(drawn));
