import { unreachableError } from './errors';
import { resync, type Transport } from './transport';

type Listener = (data: unknown) => void;

/** Calls by POST, events by one server-sent stream that is opened with the first listener. */
export function httpTransport(): Transport {
  const listeners = new Map<string, Set<Listener>>();
  let opened = false;
  return {
    call,
    on(event, listen) {
      if (!opened) openEvents((name, data) => listeners.get(name)?.forEach((each) => each(data)));
      opened = true;
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listen));
      return () => set.delete(listen);
    },
    title: (text) => void (document.title = text),
    // A browser allows it within a click or key only.
    clip: () => Promise.resolve(false),
  };
}

async function call(area: string, method: string, args: readonly unknown[]): Promise<unknown> {
  const response = await fetch(`/api/${area}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(args),
  }).catch(() => {
    throw unreachableError();
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text === '' ? undefined : JSON.parse(text);
}

function openEvents(emit: (name: string, data: unknown) => void): void {
  const source = new EventSource('/api/events', { withCredentials: true });
  let lost = false;
  source.onerror = () => (lost = true);
  source.onopen = () => {
    if (lost) emit(resync, undefined);
    lost = false;
  };
  source.onmessage = (message: MessageEvent<string>) => {
    const { name, data } = JSON.parse(message.data) as { name: string; data: unknown };
    emit(name, data);
  };
}
