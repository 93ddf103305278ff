/** How the interface reaches the bound structs: inside the desktop window, or over HTTP from a browser. */
export interface Transport {
  /** Calls a method of a bound struct; rejects with whatever the other side gave. */
  call(area: string, method: string, args: readonly unknown[]): Promise<unknown>;
  /** Listens for an event; the function it returns stops that one listener. */
  on(event: string, listen: (data: unknown) => void): () => void;
  /** Names the window that the page is in. */
  title(text: string): void;
  /** Puts a text on the clipboard where that needs no click; says whether it did. */
  clip(text: string): Promise<boolean>;
}

/** Sent by a transport itself after events may have been missed. */
export const resync = 'resync';
