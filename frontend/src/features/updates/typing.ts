/**
 * Puts a text in place of the selection as if it were typed, which leaves the field's own undo intact. Says whether the
 * field has told of the change itself.
 */
export function typeInto(field: HTMLTextAreaElement, text: string): boolean {
  const typed = text === '' ? execute('delete') : execute('insertText', text);
  if (!typed) field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  return typed;
}

function execute(command: string, text?: string): boolean {
  return typeof document.execCommand === 'function' && document.execCommand(command, false, text);
}
