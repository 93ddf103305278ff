import { toApiError, type ApiError } from '../../api/errors';
import { calendarDay } from '../../lib/format';
import { Latest } from '../../lib/latest';
import { ownZone } from '../../lib/zone';
import { people, sync, type app } from './api';

/** What a file for the calendar is about. */
export interface FileOffer {
  op: 'invite' | 'update' | 'skip' | 'move' | 'end' | 'cancel' | 'import';
  /** Day of the series, for a skip or a move. */
  day: string;
  /** Why there is something to send. */
  text: string;
}

const invite: FileOffer = { op: 'invite', day: '', text: 'The sync is set. Nobody has been told yet.' };

/** The screen of the one daily sync and of what would be a meeting besides it. */
export class SyncScreen {
  view = $state.raw<app.SyncView>();
  /** What failed as a whole; what belongs to a field is in `fields`. */
  error = $state.raw<ApiError>();
  fields = $state.raw<Readonly<Record<string, string>>>({});
  offer = $state.raw<FileOffer>();
  saved = $state.raw<readonly app.SavedFile[]>([]);
  fileError = $state.raw<ApiError>();
  /** A request that setting a second sync became. */
  request = $state('');

  #views = new Latest();
  /** Addresses on their way: the click that sets the sync is often what ends the typing of one. */
  #addresses: Promise<unknown> = Promise.resolve();
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    await this.#views.run(
      () => sync.View(this.id, ownZone()),
      (view) => (this.view = view),
      (reason) => (this.error = toApiError(reason)),
    );
  }

  /** Does something, shows what came of it, and offers the file that tells the others. Says whether it worked. */
  async change(act: () => Promise<unknown>, offer?: FileOffer): Promise<boolean> {
    this.error = undefined;
    this.fields = {};
    await this.#addresses;
    try {
      await act();
    } catch (reason) {
      const error = toApiError(reason);
      this.fields = error.fields;
      this.error = Object.keys(error.fields).length ? undefined : error;
      return false;
    }
    if (offer) {
      this.offer = offer;
      this.saved = [];
      this.fileError = undefined;
    }
    await this.load();
    return true;
  }

  async set(input: app.SyncInput): Promise<boolean> {
    let request = '';
    const worked = await this.change(async () => {
      ({ request } = await sync.Set(this.id, input));
    });
    this.request = request;
    if (worked && !request) {
      this.offer = invite;
      this.saved = [];
    }
    return worked;
  }

  /** Keeps an address; a sync that is set already takes it over, so that its invitation reaches the person. */
  setEmail(name: string, email: string): Promise<string> {
    const answer = this.#keepEmail(name, email);
    this.#addresses = Promise.all([this.#addresses, answer]);
    return answer;
  }

  async #keepEmail(name: string, email: string): Promise<string> {
    try {
      await people.SetEmail(name, email);
      const series = this.view?.sync;
      if (series && !series.cancelled && series.people.some((person) => person.name === name)) {
        await sync.Change(this.id, inputOf(series));
      }
      this.fileError = undefined;
      await this.load();
      return '';
    } catch (reason) {
      const error = toApiError(reason);
      return error.fields.email ?? error.message;
    }
  }

  async save(op: FileOffer['op'], day = ''): Promise<void> {
    this.fileError = undefined;
    await this.#addresses;
    try {
      this.saved = await sync.SaveFile(this.id, op, day);
    } catch (reason) {
      this.fileError = toApiError(reason);
    }
  }

  close(): void {
    this.#views.drop();
  }
}

/** A series as what the lead can say about it. */
export function inputOf(series: app.SeriesView): app.SyncInput {
  const { date, wall, zone, minutes, link } = series;
  return { date, wall, zone, minutes, link, people: series.people.map((person) => person.name) };
}

/** "2026-11-23" as "Mon 23 Nov": a day of the calendar, in no zone. */
export function dayName(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const part = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.weekday} ${part.day} ${part.month}`;
}

/** Days from one on, as values and names for a choice. */
export function daysFrom(first: string, count: number): { value: string; label: string }[] {
  const start = Date.parse(`${first}T12:00:00Z`);
  if (Number.isNaN(start)) return [];
  return Array.from({ length: count }, (_, index) => {
    const value = new Date(start + index * 24 * 60 * 60_000).toISOString().slice(0, 10);
    return { value, label: dayName(value) };
  });
}

/** Today on the wall of the laptop. */
export function today(now: number): string {
  return calendarDay(now);
}
