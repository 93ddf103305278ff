import type { app } from '../../../wailsjs/go/models';
import { area } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { date, dayDistance } from '../../lib/format';
import { Latest } from '../../lib/latest';

const calls = area<typeof import('../../../wailsjs/go/app/Room')>('Room');

/** A row is an entry, or the heading of the day that begins. */
export type LogRow = { key: string; day: string } | { key: string; entry: app.EntryView };

/** The log as far as it was loaded: always its newest page, and older ones as the reader scrolls up. */
export class Log {
  entries = $state.raw<readonly app.EntryView[]>([]);
  total = $state(0);
  error = $state.raw<ApiError>();
  /** Whether the reader is at the newest entry; set by the list. */
  atEnd = $state(true);
  /** The entry whose words are being corrected, or that is about to be redacted. */
  editing = $state.raw<{ id: string; as: 'correct' | 'redact' }>();
  /** Shows the newest entry; set by the list. */
  toEnd = (): void => undefined;
  #more = false;
  #loading = false;
  #asks = new Latest();

  constructor(readonly id: string) {}

  /** Takes the newest page. What was loaded before it is dropped at the end of the log, else read anew. */
  take(page: app.EntryPage): void {
    const [first] = page.entries;
    const older = first ? this.entries.findIndex((entry) => entry.id === first.id) : -1;
    this.total = page.total;
    if (older <= 0 || this.atEnd) {
      this.entries = page.entries;
      this.#more = page.more;
      this.#asks.drop();
      this.#loading = false;
      return;
    }
    this.entries = [...this.entries.slice(0, older), ...page.entries];
    this.#load(page.entries, older);
  }

  /** Loads the page before the oldest entry there is. */
  older = (): void => {
    if (this.#more && !this.#loading) this.#load(this.entries, 1);
  };

  /** Loads until the entry is there; false where the log has none of that id. */
  async find(id: string): Promise<boolean> {
    this.atEnd = false;
    while (!this.entries.some((entry) => entry.id === id)) {
      if (!this.#more) return false;
      await this.#before(this.entries, 1);
    }
    return true;
  }

  rows(zone: string, now: number): LogRow[] {
    const rows: LogRow[] = [];
    let before: string | undefined;
    for (const entry of this.entries) {
      if (before === undefined || dayDistance(entry.occurred, before, zone) !== 0) {
        rows.push({ key: `day ${entry.id}`, day: date(entry.occurred, now, zone) });
      }
      before = entry.occurred;
      rows.push({ key: entry.id, entry });
    }
    return rows;
  }

  /** The newest entry by that person whose words can be corrected. */
  lastBy(author: string): app.EntryView | undefined {
    return this.entries.findLast(
      (entry) => entry.author === author && entry.words !== '' && !entry.undone && !entry.redacted,
    );
  }

  stop(): void {
    this.#asks.drop();
  }

  #load(from: readonly app.EntryView[], count: number): void {
    void this.#before(from, count);
  }

  /** At least count entries before the given ones, which they are put in front of. */
  async #before(from: readonly app.EntryView[], count: number): Promise<void> {
    this.#loading = true;
    await this.#asks.run(
      async () => {
        let found: app.EntryView[] = [];
        for (let more = true; more && found.length < count;) {
          const page = await calls.Before(this.id, (found[0] ?? from[0])?.id ?? '');
          found = [...page.entries, ...found];
          this.#more = more = page.more;
        }
        return found;
      },
      (found) => {
        this.entries = [...found, ...from];
        this.error = undefined;
        this.#loading = false;
      },
      (error) => {
        this.error = toApiError(error);
        this.#loading = false;
      },
    );
  }
}
