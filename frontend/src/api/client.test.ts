import { afterEach, beforeEach, expect, test, vi } from 'vitest';

interface Home {
  Declare(line: string): Promise<{ id: string }>;
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  Reflect.deleteProperty(window, 'go');
  Reflect.deleteProperty(window, 'runtime');
  vi.unstubAllGlobals();
});

test('inside the desktop window it calls the bound struct and keeps the one stop function', async () => {
  const stop = vi.fn();
  const declare = vi.fn().mockResolvedValue({ id: '1' });
  const eventsOn = vi.fn(() => stop);
  Object.assign(window, { go: { app: { Home: { Declare: declare } } }, runtime: { EventsOn: eventsOn } });
  const { area, onChanged } = await import('./client');

  expect(await area<Home>('Home').Declare('checkout down')).toEqual({ id: '1' });
  expect(declare).toHaveBeenCalledWith('checkout down');
  onChanged(vi.fn())();
  expect(stop).toHaveBeenCalledTimes(2);
  declare.mockRejectedValue(new Error('{"code":"conflict","message":"Closed."}'));
  await expect(area<Home>('Home').Declare('')).rejects.toMatchObject({
    code: 'conflict',
    message: 'Closed.',
  });
});

class FakeEvents {
  static last: FakeEvents;
  onopen = () => {};
  onerror = () => {};
  onmessage = (_: { data: string }) => {};
  constructor() {
    FakeEvents.last = this;
  }
}

test('in a browser it posts the arguments and listens to one stream', async () => {
  const post = vi.fn(() => Promise.resolve(new Response('{"id":"1"}')));
  vi.stubGlobal('fetch', post);
  vi.stubGlobal('EventSource', FakeEvents);
  const { area, onChanged } = await import('./client');

  expect(await area<Home>('Home').Declare('checkout down')).toEqual({ id: '1' });
  expect(post).toHaveBeenCalledWith(
    '/api/Home/Declare',
    expect.objectContaining({ method: 'POST', body: '["checkout down"]', credentials: 'same-origin' }),
  );
  const changed = vi.fn();
  const stop = onChanged(changed);
  FakeEvents.last.onmessage({ data: '{"name":"changed","data":{"incident":"1","seq":7}}' });
  FakeEvents.last.onerror();
  FakeEvents.last.onopen();
  stop();
  FakeEvents.last.onmessage({ data: '{"name":"changed","data":{"incident":"1","seq":8}}' });
  expect(changed.mock.calls).toEqual([[{ incident: '1', seq: 7 }], [{ incident: '', seq: 0 }]]);
});

test('in a browser a refusal and a lost connection are both sentences', async () => {
  const refused = new Response('{"code":"invalid","message":"Too long."}', { status: 422 });
  vi.stubGlobal('fetch', vi.fn().mockResolvedValueOnce(refused).mockRejectedValueOnce(new TypeError('gone')));
  const { area } = await import('./client');
  await expect(area<Home>('Home').Declare('')).rejects.toMatchObject({
    code: 'invalid',
    message: 'Too long.',
  });
  await expect(area<Home>('Home').Declare('')).rejects.toMatchObject({ code: 'unreachable' });
});
