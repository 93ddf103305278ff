import type { Transport } from './transport';

interface WailsWindow {
  go: { app: Record<string, Record<string, (...args: unknown[]) => Promise<unknown>> | undefined> };
  runtime: {
    EventsOn(name: string, listen: (data: unknown) => void): () => void;
    WindowSetTitle(title: string): void;
    ClipboardSetText(text: string): Promise<boolean>;
  };
}

/** The desktop window's own bridge to the bound structs. */
export function wailsTransport(): Transport {
  const bridge = window as unknown as WailsWindow;
  return {
    call(area, method, args) {
      const bound = bridge.go.app[area]?.[method];
      return bound ? bound(...args) : Promise.reject(new Error(`${area}.${method} is not bound`));
    },
    // EventsOff(name) would take every listener of that name away; only this function takes one.
    on: (event, listen) => bridge.runtime.EventsOn(event, listen),
    title: (text) => bridge.runtime.WindowSetTitle(text),
    clip: (text) => bridge.runtime.ClipboardSetText(text).catch(() => false),
  };
}
