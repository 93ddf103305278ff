/**
 * Copies a text, and beside it HTML for editors that take formatting; says whether it worked. It goes through the
 * page's own copy event: the asynchronous clipboard asks for permission in WebKitGTK and takes no HTML there.
 * Must run within the click or key that asked for it.
 */
export function copy(plain: string, html?: string): boolean {
  const restore = remember();
  const stand = selectStandIn();
  let filled = false;
  const fill = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/plain', plain);
    if (html !== undefined) event.clipboardData.setData('text/html', html);
    filled = true;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && filled;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
    stand.remove();
    restore();
  }
}

/** Engines raise the copy event only while something is selected. */
function selectStandIn(): HTMLElement {
  const stand = document.createElement('span');
  stand.className = 'unseen';
  stand.setAttribute('aria-hidden', 'true');
  stand.textContent = '.';
  document.body.append(stand);
  const range = document.createRange();
  range.selectNodeContents(stand);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return stand;
}

/** Puts the caret and selection back where they were. */
function remember(): () => void {
  const selection = document.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
  const focused = document.activeElement;
  const field =
    focused instanceof HTMLTextAreaElement || (focused instanceof HTMLInputElement && focused.type === 'text')
      ? focused
      : undefined;
  const from = field?.selectionStart ?? null;
  const to = field?.selectionEnd ?? null;
  return () => {
    selection?.removeAllRanges();
    if (field) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(from, to);
    } else if (range) {
      selection?.addRange(range);
    }
  };
}
