import ArrowRight from '@lucide/svelte/icons/arrow-right';
import Bell from '@lucide/svelte/icons/bell';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Clock from '@lucide/svelte/icons/clock';
import Dot from '@lucide/svelte/icons/dot';
import FileText from '@lucide/svelte/icons/file-text';
import Flag from '@lucide/svelte/icons/flag';
import Gauge from '@lucide/svelte/icons/gauge';
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Shield from '@lucide/svelte/icons/shield';
import Signpost from '@lucide/svelte/icons/signpost';
import Sparkle from '@lucide/svelte/icons/sparkle';
import SquareDot from '@lucide/svelte/icons/square-dot';
import Timer from '@lucide/svelte/icons/timer';
import Type from '@lucide/svelte/icons/type';
import UserRound from '@lucide/svelte/icons/user-round';

type Icon = typeof Dot;

export interface EntryKind {
  icon: Icon;
  /** Stands in front of the text where the text does not say it itself. */
  word: string;
}

const kinds: Record<string, EntryKind> = {
  'incident.declared': { icon: Flag, word: '' },
  'incident.titled': { icon: Type, word: '' },
  'severity.changed': { icon: Gauge, word: '' },
  'phase.changed': { icon: ArrowRight, word: '' },
  'role.assigned': { icon: UserRound, word: '' },
  'role.released': { icon: UserRound, word: '' },
  'note.logged': { icon: Dot, word: '' },
  'hypothesis.opened': { icon: CircleQuestionMark, word: 'hypothesis' },
  'hypothesis.settled': { icon: CircleQuestionMark, word: '' },
  'evidence.logged': { icon: SquareDot, word: 'evidence' },
  'decision.logged': { icon: Signpost, word: 'decision' },
  'need.opened': { icon: Sparkle, word: 'need' },
  'need.settled': { icon: Check, word: '' },
  'where.reported': { icon: MapPin, word: 'where' },
  'task.assigned': { icon: Timer, word: 'task' },
  'task.extended': { icon: Timer, word: '' },
  'task.ended': { icon: Check, word: '' },
  'question.asked': { icon: MessageCircle, word: 'question' },
  'question.answered': { icon: MessageCircle, word: '' },
  'interruption.logged': { icon: Bell, word: 'interruption' },
  'interruption.deflected': { icon: Shield, word: '' },
  'update.sent': { icon: Mail, word: '' },
  'promise.moved': { icon: Clock, word: '' },
  'audience.paused': { icon: Mail, word: '' },
  'fact.set': { icon: ClipboardList, word: '' },
};

/** How an entry of a kind is marked; one from a newer Aircover as a plain file. */
export function entryKind(kind: string): EntryKind {
  const known = kinds[kind];
  if (known) return known;
  if (/^(sync|meeting)\./.test(kind)) return { icon: CalendarClock, word: '' };
  return { icon: FileText, word: '' };
}

/** The prefixes of a log line in the order of the legend. */
export const prefixes: readonly { prefix: string; kind: string; word: string }[] = [
  { prefix: 'h', kind: 'hypothesis', word: 'hypothesis' },
  { prefix: 'e', kind: 'evidence', word: 'evidence' },
  { prefix: 'd', kind: 'decision', word: 'decision' },
  { prefix: 'n', kind: 'need', word: 'need' },
  { prefix: 'w', kind: 'where', word: 'where are we at' },
  { prefix: 'a', kind: 'task', word: 'task: a @name 10m what' },
  { prefix: 'q', kind: 'question', word: 'a stakeholder’s question' },
  { prefix: 'i', kind: 'interruption', word: 'interruption: i @name 5m by whom' },
];
