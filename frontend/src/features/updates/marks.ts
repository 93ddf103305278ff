import type { app } from '../../../wailsjs/go/models';

type Finding = app.FindingView;

interface Span {
  start: number;
  end: number;
}

/** A piece of the text that is drawn alike: plain, or below findings, or new since the last update. */
export interface Piece {
  from: number;
  text: string;
  /** Places in the list of findings; none for plain text. */
  findings: number[];
  error: boolean;
  /** Its words are new since the last update. */
  fresh: boolean;
  /** It belongs to a paragraph below which the facts have changed. */
  stale: boolean;
}

/**
 * Cuts the text wherever a finding, a change or a stale paragraph begins or ends. Offsets are UTF-16 code units, as in
 * the text itself. One pass, since it runs at every keystroke.
 */
export function pieces(
  text: string,
  findings: readonly Finding[],
  changes: readonly Span[] = [],
  stale: readonly Span[] = [],
): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const spans of [findings, changes, stale])
    for (const { start, end } of spans) cuts.add(clamp(start, text)).add(clamp(end, text));
  const sorted = [...cuts].sort((a, b) => a - b);
  const found = sweep(findings);
  const isFresh = sweep(changes);
  const isStale = sweep(stale);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    const over = found(from, to);
    return {
      from,
      text: text.slice(from, to),
      findings: over,
      error: over.some((at) => findings[at]?.severity === 'E'),
      fresh: isFresh(from, to).length > 0,
      stale: isStale(from, to).length > 0,
    };
  });
}

export type LinePiece = Omit<Piece, 'from'>;

/**
 * The pieces line by line. Each line is a block of its own on the screen, so that a keystroke lays out the one that it
 * changes and not the whole text; lines that are as they were before are the same objects.
 */
export function linesOf(
  cut: readonly Piece[],
  before: readonly (readonly LinePiece[])[] = [],
): (readonly LinePiece[])[] {
  const lines: LinePiece[][] = [[]];
  for (const { text, findings, error, fresh, stale } of cut) {
    text.split('\n').forEach((part, index) => {
      if (index) lines.push([]);
      if (part) lines.at(-1)?.push({ text: part, findings, error, fresh, stale });
    });
  }
  return lines.map((line, at) => {
    const same = before[at];
    return same && alike(line, same) ? same : line;
  });
}

/** A finding in the list below the text. */
export interface Row {
  error: boolean;
  /** The words that it is about; empty where something is missing. */
  quote: string;
  reason: string;
  /** What its fix is called; empty where there is none. */
  fix: string;
}

/** The list of the findings; rows that are as they were before are the same objects. */
export function rowsOf(text: string, findings: readonly Finding[], before: readonly Row[] = []): Row[] {
  return findings.map(({ start, end, severity, reason, fix }, at) => {
    const row = { error: severity === 'E', quote: quoted(text, start, end), reason, fix: fix?.label ?? '' };
    const same = before[at];
    const alike =
      same !== undefined &&
      same.error === row.error &&
      same.quote === row.quote &&
      same.reason === row.reason &&
      same.fix === row.fix;
    return alike ? same : row;
  });
}

function quoted(text: string, from: number, to: number): string {
  const quote = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return quote.length > 60 ? `${quote.slice(0, 57)}…` : quote;
}

function alike(a: readonly LinePiece[], b: readonly LinePiece[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => {
      const other = b[at];
      return (
        other !== undefined &&
        one.text === other.text &&
        one.error === other.error &&
        one.fresh === other.fresh &&
        one.stale === other.stale &&
        one.findings.join() === other.findings.join()
      );
    })
  );
}

/** Asked from left to right, gives the places of the spans that cover all of a stretch. */
function sweep(spans: readonly Span[]): (from: number, to: number) => number[] {
  const order = spans.map((span, at) => ({ ...span, at })).sort((a, b) => a.start - b.start);
  let next = 0;
  let active: typeof order = [];
  return (from, to) => {
    for (let span = order[next]; span && span.start <= from; span = order[++next]) active.push(span);
    active = active.filter((span) => span.end > from);
    return active
      .filter((span) => span.end >= to)
      .map((span) => span.at)
      .sort((a, b) => a - b);
  };
}

function clamp(offset: number, text: string): number {
  return Math.min(Math.max(0, offset), text.length);
}

/** Where two texts differ: after `head`, up to `edge` of the first one, which is `delta` longer in the second. */
interface Edit {
  head: number;
  edge: number;
  delta: number;
}

function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { head, edge: before.length - tail, delta: after.length - before.length };
}

/**
 * The findings about one text as they stand in the next, until the lint has read that: what lies before the edit
 * stays, what lies after it moves along, and what the edit cut through goes.
 */
export function moved(findings: readonly Finding[], before: string, after: string): Finding[] {
  if (before === after) return [...findings];
  const edit = difference(before, after);
  return findings.flatMap((finding) => {
    const fix = finding.fix && shifted(finding.fix, edit);
    const at = shifted(finding, edit);
    if (!at) return [];
    return at === finding && fix === finding.fix ? [finding] : [{ ...at, fix: fix || undefined }];
  });
}

/** The findings of a newer answer; those that are as they were are the same objects, so that nothing is drawn anew. */
export function settled(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return after.map((finding, at) => {
    const same = before[at];
    const alike =
      same !== undefined &&
      same.rule === finding.rule &&
      same.severity === finding.severity &&
      same.start === finding.start &&
      same.end === finding.end &&
      same.reason === finding.reason &&
      same.fix?.label === finding.fix?.label &&
      same.fix?.text === finding.fix?.text &&
      same.fix?.start === finding.fix?.start &&
      same.fix?.end === finding.fix?.end;
    return alike ? same : finding;
  });
}

/** Spans of one text as they stand in the next; one that the edit cut through grows or shrinks with it. */
export function stretched<S extends Span>(spans: readonly S[], before: string, after: string): S[] {
  if (before === after) return [...spans];
  const edit = difference(before, after);
  return spans.map(
    (span) =>
      shifted(span, edit) ?? {
        ...span,
        start: Math.min(span.start, edit.head),
        end: Math.max(edit.head, Math.max(span.end, edit.edge) + edit.delta),
      },
  );
}

/** Where a caret stands once the text around it is another. */
export function caretIn(caret: number, before: string, after: string): number {
  const edit = difference(before, after);
  if (caret <= edit.head) return caret;
  return caret >= edit.edge ? caret + edit.delta : Math.min(caret, after.length);
}

function shifted<S extends Span>(it: S, { head, edge, delta }: Edit): S | undefined {
  if (it.end <= head) return it;
  if (it.start >= edge) return { ...it, start: it.start + delta, end: it.end + delta };
  return undefined;
}

/**
 * The finding after this one in the text, or before it, around the ends; with none chosen (-1) the one next to the
 * caret. -1 where there is none.
 */
export function neighbour(findings: readonly Finding[], chosen: number, caret: number, step: 1 | -1): number {
  const order = findings.map((_, at) => at);
  order.sort((a, b) => startOf(findings, a) - startOf(findings, b) || a - b);
  if (step < 0) order.reverse();
  const place = order.indexOf(chosen);
  if (place >= 0) return order[(place + 1) % order.length] ?? -1;
  const near = (at: number) => (startOf(findings, at) - caret) * step >= 0;
  return order.find(near) ?? order[0] ?? -1;
}

function startOf(findings: readonly Finding[], at: number): number {
  return findings[at]?.start ?? 0;
}

/** "2 errors", "1 error and 3 notes", "". */
export function tally(findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.severity === 'E').length;
  return [count(errors, 'error'), count(findings.length - errors, 'note')].filter(Boolean).join(' and ');
}

/** "12 words new since the last update, 3 removed", "3 words removed since the last update", "". */
export function wordsMoved(added: number, removed: number): string {
  if (!added) return removed ? `${count(removed, 'word')} removed since the last update` : '';
  return `${count(added, 'word')} new since the last update${removed ? `, ${removed} removed` : ''}`;
}

function count(number: number, word: string): string {
  return number ? `${number} ${word}${number === 1 ? '' : 's'}` : '';
}
