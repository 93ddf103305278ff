/** UTF-8 bytes that a field may hold, as the backend counts. */
export const longest = 1_000_000;

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A text's size in the bytes that the backend counts. */
export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Why a paste is not taken, as a sentence with its size; empty where it is taken. What is selected makes room. */
export function refusal(field: TextField, pasted: string): string {
  const { value, selectionStart, selectionEnd } = field;
  const selected = value.slice(selectionStart ?? value.length, selectionEnd ?? value.length);
  const own = bytes(pasted);
  const total = bytes(value) - bytes(selected) + own;
  if (total <= longest) return '';
  const size = own > longest ? `That is ${megabytes(own)}` : `With that it would be ${megabytes(total)}`;
  return `${size}; this field holds up to 1 MB. It was not taken; it is still in your clipboard.`;
}

/** Rounded up, so that what is too long never reads as what is allowed. */
function megabytes(size: number): string {
  return `${(Math.ceil(size / 1e5) / 10).toFixed(1)} MB`;
}

/**
 * Keeps a paste that is too long out of a field: `{@attach guardPaste(say)}`. What stands in the field stays;
 * `say` is given the reason, and an empty text with the next thing that is typed.
 */
export function guardPaste(say: (sentence: string) => void): (field: Element) => () => void {
  return (element) => {
    const field = element as TextField;
    let refused = false;
    const paste = (event: Event) => {
      const sentence = refusal(field, (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '');
      if (!sentence) return;
      event.preventDefault();
      refused = true;
      say(sentence);
    };
    const input = () => {
      if (refused) say('');
      refused = false;
    };
    field.addEventListener('paste', paste);
    field.addEventListener('input', input);
    return () => {
      field.removeEventListener('paste', paste);
      field.removeEventListener('input', input);
    };
  };
}
