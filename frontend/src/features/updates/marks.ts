import type { app } from '../../../wailsjs/go/models';

type Finding = app.FindingView;

/** A piece of the text that is drawn alike: plain, or below one or more findings. */
export interface Piece {
  from: number;
  text: string;
  /** Places in the list of findings; none for plain text. */
  findings: number[];
  error: boolean;
}

/** Cuts the text wherever a finding begins or ends. Offsets are UTF-16 code units, as in the text itself. */
export function pieces(text: string, findings: readonly Finding[]): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of findings) cuts.add(clamp(start, text)).add(clamp(end, text));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    const over = findings.flatMap((finding, at) => (finding.start <= from && finding.end >= to ? [at] : []));
    const error = over.some((at) => findings[at]?.severity === 'E');
    return { from, text: text.slice(from, to), findings: over, error };
  });
}

function clamp(offset: number, text: string): number {
  return Math.min(Math.max(0, offset), text.length);
}

/**
 * The findings about one text as they stand in the next, until the lint has read that: what lies before the edit
 * stays, what lies after it moves along, and what the edit cut through goes.
 */
export function moved(findings: readonly Finding[], before: string, after: string): Finding[] {
  if (before === after) return [...findings];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const delta = after.length - before.length;
  const edge = before.length - tail;
  return findings.flatMap((finding) => {
    const fix = finding.fix && span(finding.fix, head, edge, delta);
    const at = span(finding, head, edge, delta);
    return at ? [{ ...at, fix: fix || undefined }] : [];
  });
}

function span<Span extends { start: number; end: number }>(
  it: Span,
  head: number,
  edge: number,
  delta: number,
): Span | undefined {
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

function count(number: number, word: string): string {
  return number ? `${number} ${word}${number === 1 ? '' : 's'}` : '';
}
