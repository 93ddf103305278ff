import { clock, when } from '../../lib/format';
import type { app } from './api';

/** What an action did, in words; an action that is not here is only "acted on". */
const did: Record<string, string> = {
  'internal-only': 'internal only',
  answered: 'answered',
  'extend-10': 'ten more minutes',
  drop: 'dropped',
  'copy-question': 'question copied',
  heard: 'heard',
  done: 'done',
  'who-can': 'asked who can',
  answer: 'answered with an update',
  agenda: 'put on the agenda',
  'copy-shield': 'shield message copied',
  noted: 'noted',
};

/** What came of a prompt, one after the other: "put off to 15:30, done 15:34". */
export function whatCame(said: app.SpokenView, now: number, zone?: string): string {
  return said.outcomes.map((outcome) => one(outcome, now, zone)).join(', ');
}

function one({ outcome, action, at, until }: app.OutcomeView, now: number, zone?: string): string {
  switch (outcome) {
    case 'snoozed':
      return `put off to ${when(until, now, zone)}`;
    case 'acted':
      return `${did[action] ?? 'acted on'} ${clock(at, zone)}`;
    case 'dismissed':
      return `dismissed ${clock(at, zone)}`;
    case 'overtaken':
      return `no longer needed ${clock(at, zone)}`;
  }
}

/** The last outcome counts; a prompt without any still stands. */
const kinds: { last: app.OutcomeView['outcome'] | undefined; words: string }[] = [
  { last: 'acted', words: 'acted on' },
  { last: 'overtaken', words: 'no longer needed' },
  { last: 'dismissed', words: 'dismissed' },
  { last: 'snoozed', words: 'put off' },
  { last: undefined, words: 'without an answer' },
];

/** "12 prompts: 7 acted on, 3 no longer needed, 2 dismissed." */
export function summary(log: readonly app.SpokenView[]): string {
  const parts = kinds
    .map(({ last, words }) => ({
      words,
      count: log.filter((said) => said.outcomes.at(-1)?.outcome === last).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count} ${words}`);
  return `${log.length} ${log.length === 1 ? 'prompt' : 'prompts'}: ${parts.join(', ')}.`;
}

/** How it reached the lead. */
export function delivery({ showings }: app.SpokenView): string {
  if (showings === 0) return 'on screen only';
  return showings === 1 ? 'sent to the desktop' : `sent to the desktop ${showings} times`;
}
