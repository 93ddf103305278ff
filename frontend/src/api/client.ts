import { toApiError } from './errors';
import { httpTransport } from './http';
import { resync, type Transport } from './transport';
import { wailsTransport } from './wails';

let transport: Transport | undefined;

function connected(): Transport {
  return (transport ??= 'go' in window ? wailsTransport() : httpTransport());
}

/**
 * The methods of one bound struct, typed by the bindings Wails generates:
 * `const home = area<typeof import('../../wailsjs/go/app/Home')>('Home')`.
 * Every rejection is an ApiError.
 */
export function area<Methods extends object>(name: string): Methods {
  return new Proxy({} as Methods, {
    get: (_, method) =>
      typeof method === 'string' && method !== 'then'
        ? (...args: unknown[]) => call(name, method, args)
        : undefined,
  });
}

async function call(name: string, method: string, args: readonly unknown[]): Promise<unknown> {
  try {
    return await connected().call(name, method, args);
  } catch (reason) {
    throw toApiError(reason);
  }
}

/** Something was written: load anew what shows it. An empty incident means that anything may have changed. */
export interface Changed {
  incident: string;
  seq: number;
}

export function onChanged(listen: (changed: Changed) => void): () => void {
  const stops = [on<Changed>('changed', listen), on(resync, () => listen({ incident: '', seq: 0 }))];
  return () => stops.forEach((stop) => stop());
}

/** Listens for any other event of the backend; the function it returns stops. */
export function on<Data>(event: string, listen: (data: Data) => void): () => void {
  return connected().on(event, (data) => listen(data as Data));
}

/** Names the window, or the browser's tab. */
export const nameWindow = (text: string): void => connected().title(text);

/** Puts a text on the clipboard without a click; false where only a click may, as in a browser. */
export const clip = (text: string): Promise<boolean> => connected().clip(text);
