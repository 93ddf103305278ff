import { afterEach, expect, test, vi } from 'vitest';
import { copy } from './clipboard';

afterEach(() => {
  Reflect.deleteProperty(document, 'execCommand');
});

/** Stands in for the engine: raises the copy event and keeps what the page put in. */
function engine(allowed: boolean): Map<string, string> {
  const clipboard = new Map<string, string>();
  document.execCommand = vi.fn(() => {
    if (!allowed) return false;
    const event = new Event('copy', { bubbles: true, cancelable: true });
    Object.assign(event, {
      clipboardData: { setData: (type: string, text: string) => clipboard.set(type, text) },
    });
    document.dispatchEvent(event);
    return true;
  });
  return clipboard;
}

test('puts in the text and the HTML beside it, and leaves nothing on the page', () => {
  const clipboard = engine(true);
  const before = document.body.childElementCount;
  expect(copy('Fixed', '<b>Fixed</b>')).toBe(true);
  expect(Object.fromEntries(clipboard)).toEqual({ 'text/plain': 'Fixed', 'text/html': '<b>Fixed</b>' });
  expect(document.body.childElementCount).toBe(before);
});

test('says so when the engine refuses', () => {
  engine(false);
  expect(copy('Fixed')).toBe(false);
});
