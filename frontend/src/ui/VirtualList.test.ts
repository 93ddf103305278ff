import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import VirtualList from './VirtualList.svelte';

const height = 200;
const rowHeight = 20;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height);
});

const row = createRawSnippet<[string, number]>((item) => ({ render: () => `<span>${item()}</span>` }));
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `row ${from + index}`);

async function show(items: string[], more: object = {}) {
  const props = { label: 'Log', items, key: (item: string) => item, row, estimate: rowHeight, ...more };
  const view = render(VirtualList<string>, props);
  await tick();
  const list = screen.getByRole('list', { name: 'Log' });
  return { list, set: (next: string[]) => view.rerender({ ...props, items: next }) };
}

async function scroll(list: HTMLElement, top: number) {
  list.scrollTop = top;
  await fireEvent.scroll(list);
}

test('draws only what is in sight and some beyond', async () => {
  await show(numbered(0, 10_000));
  const drawn = screen.getAllByRole('listitem');
  expect(drawn.length).toBeLessThan(40);
  expect(drawn[0]).toHaveProperty('textContent', 'row 0');
  expect(drawn[0]?.getAttribute('aria-setsize')).toBe('10000');
});

test('follows the newest row until the reader scrolls up, and again at the end', async () => {
  const { list, set } = await show(numbered(0, 100), { follow: true });
  expect(list.scrollTop).toBe(100 * rowHeight - height);
  await set(numbered(0, 101));
  expect(list.scrollTop).toBe(101 * rowHeight - height);

  await scroll(list, 1_000);
  await set(numbered(0, 110));
  expect(list.scrollTop).toBe(1_000);

  await scroll(list, 110 * rowHeight - height);
  await set(numbered(0, 111));
  expect(list.scrollTop).toBe(111 * rowHeight - height);
});

test('what the reader looks at stays while older rows come in front', async () => {
  const { list, set } = await show(numbered(0, 100), { follow: true });
  await scroll(list, 505);
  await set(numbered(-50, 100));
  expect(list.scrollTop).toBe(505 + 50 * rowHeight);
});

test('asks for older rows near the start', async () => {
  const onstart = vi.fn();
  const { list } = await show(numbered(0, 1_000), { follow: true, onstart });
  onstart.mockClear();
  await scroll(list, 100);
  expect(onstart).toHaveBeenCalled();
});

test('arrows walk the rows', async () => {
  const { list } = await show(numbered(0, 100), { follow: true });
  list.focus();
  await fireEvent.keyDown(list, { key: 'ArrowUp' });
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('row 99'));
  await fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' });
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('row 98'));
});
