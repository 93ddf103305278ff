import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { longest } from '../lib/paste';
import Field from './Field.svelte';

function show(props: { value?: string; multiline?: boolean; error?: string } = {}) {
  render(Field, { label: 'Words', ...props });
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Words' });
}

/** False where the paste was refused. */
const paste = (field: HTMLElement, text: string) =>
  fireEvent.paste(field, { clipboardData: { getData: () => text } as unknown as DataTransfer });

test.each([false, true])(
  'a paste that is too long is refused with its size, multiline %s',
  async (multiline) => {
    const field = show({ value: 'before', multiline });
    expect(await paste(field, 'x'.repeat(1_250_001))).toBe(false);
    expect(
      screen.getByText(
        'That is 1.3 MB; this field holds up to 1 MB. It was not taken; it is still in your clipboard.',
      ),
    ).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('before');
    await fireEvent.input(field, { target: { value: 'before, and on' } });
    expect(screen.queryByText(/still in your clipboard/)).toBeNull();
  },
);

test('bytes count, not characters', async () => {
  const field = show();
  expect(await paste(field, 'ü'.repeat(longest / 2))).toBe(true);
  expect(await paste(field, 'ü'.repeat(longest / 2) + 'x')).toBe(false);
});

test('what the paste replaces makes room for it', async () => {
  const field = show({ value: 'ü'.repeat(longest / 2), multiline: true });
  field.setSelectionRange(0, 0);
  expect(await paste(field, 'x')).toBe(false);
  expect(screen.getByText(/^With that it would be 1\.1 MB/)).toBeTruthy();
  field.setSelectionRange(0, 10);
  expect(await paste(field, 'x'.repeat(21))).toBe(false);
  expect(await paste(field, 'x'.repeat(20))).toBe(true);
});
