import { clock } from '../../lib/format';
import type { app } from './api';

/** Where an offered answer comes from: "Fact: Impact", "Update to Status page, 14:30", "Answered 14:20: Is it back?". */
export function sourceOf(offer: app.SuggestionView, zone?: string): string {
  const at = offer.at ? clock(offer.at, zone) : '';
  switch (offer.kind) {
    case 'fact':
      return `Fact: ${offer.label}`;
    case 'update':
      return `Update to ${offer.label}, ${at}`;
    case 'answer':
      return `Answered ${at}: ${offer.label}`;
  }
}

/** "Asked before: 14:05, VP Sales. Answered." for every question that asks the same. */
export function askedBefore(same: readonly app.SameView[], zone?: string): string {
  const each = same.map(({ asked, by }) => [clock(asked, zone), by].filter(Boolean).join(' by '));
  const known = same.some((one) => one.answer) ? ' One has an answer.' : '';
  return same.length ? `Also asked: ${each.join(', ')}.${known}` : '';
}

/**
 * The questions and answers as a text to paste elsewhere, in the order in which they were asked, open ones last.
 * Without the names of who asked: those belong to the log.
 */
export function asText(rows: readonly app.AskedView[]): string {
  const inOrder = [...rows].sort((a, b) => Date.parse(a.asked) - Date.parse(b.asked));
  const answered = inOrder.filter((row) => row.answered);
  const open = inOrder.filter((row) => !row.answered);
  const told = answered.map((row) => `Q: ${row.text}\nA: ${row.answer}`);
  const waiting = open.map((row) => `Q: ${row.text}\nA: Not answered yet.`);
  return [...told, ...waiting].join('\n\n');
}
