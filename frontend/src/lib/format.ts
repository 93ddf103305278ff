/** A moment: milliseconds since 1970, an RFC 3339 text as the backend sends it, or a Date. */
export type Moment = number | string | Date;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds since 1970; NaN for a text that is no time. */
export function toMs(at: Moment): number {
  return typeof at === 'number' ? at : new Date(at).getTime();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

function parts(ms: number, zone?: string): Record<string, string> {
  const shape = format('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(shape.formatToParts(ms).map((part) => [part.type, part.value]));
}

/** "15:20", or "15:20:07" with seconds, in the IANA zone or the laptop's own. */
export function clock(at: Moment, zone?: string, seconds = false): string {
  const ms = toMs(at);
  if (Number.isNaN(ms)) return '–';
  const part = parts(ms, zone);
  return `${part.hour}:${part.minute}${seconds ? `:${part.second}` : ''}`;
}

/**
 * The day on the calendar of the zone, "2026-11-23". It is put together from its parts: no locale writes it like
 * that in every engine.
 */
export function calendarDay(at: Moment, zone?: string): string {
  const shape = format('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const part = Object.fromEntries(shape.formatToParts(toMs(at)).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/** Whole calendar days from `now` to `at` in the zone: 0 today, 1 tomorrow, -1 yesterday. */
export function dayDistance(at: Moment, now: Moment, zone?: string): number {
  const noon = (moment: Moment) => Date.parse(`${calendarDay(moment, zone)}T12:00:00Z`);
  return Math.round((noon(at) - noon(now)) / day);
}

/** "today", "tomorrow", "yesterday", "Mon 23 Nov", "23 Nov 2025". */
export function date(at: Moment, now: Moment, zone?: string): string {
  const ms = toMs(at);
  if (Number.isNaN(ms)) return '–';
  const distance = dayDistance(ms, now, zone);
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(distance)];
  if (near) return near;
  const part = parts(ms, zone);
  const sameYear = part.year === parts(toMs(now), zone).year;
  return sameYear ? `${part.weekday} ${part.day} ${part.month}` : `${part.day} ${part.month} ${part.year}`;
}

/** "15:20" today, else with its day in front: "tomorrow 16:45", "Mon 23 Nov 09:00". */
export function when(at: Moment, now: Moment, zone?: string): string {
  const ms = toMs(at);
  if (Number.isNaN(ms)) return '–';
  const label = date(ms, now, zone);
  return label === 'today' ? clock(ms, zone) : `${label} ${clock(ms, zone)}`;
}

/** "in 5 min", "now", "12 min ago"; the hours as "in 1 h 35", the days as "in 3 days". */
export function distance(at: Moment, now: Moment): string {
  const gap = toMs(at) - toMs(now);
  if (Number.isNaN(gap)) return '–';
  const size = Math.abs(gap);
  if (size < minute / 2) return 'now';
  const minutes = Math.round(size / minute);
  const text =
    minutes < 60 ? `${minutes} min` : size < day ? duration(minutes * minute) : plural(size / day, 'day');
  return gap > 0 ? `in ${text}` : `${text} ago`;
}

function plural(count: number, word: string): string {
  const whole = Math.round(count);
  return `${whole} ${word}${whole === 1 ? '' : 's'}`;
}

/** The absolute time first, then how far: "15:20, in 5 min", "tomorrow 16:45, in 3 days". */
export function whenAndDistance(at: Moment, now: Moment, zone?: string): string {
  return `${when(at, now, zone)}, ${distance(at, now)}`;
}

/** Whole units, rounded down: "40 s", "4 m", "1 h 35", "2 h", "2 d 4 h". */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const span = Math.max(0, ms);
  if (span < minute) return `${Math.floor(span / second)} s`;
  if (span < hour) return `${Math.floor(span / minute)} m`;
  if (span < day) return joined(Math.floor(span / hour), 'h', pad(Math.floor((span % hour) / minute)));
  const hours = Math.floor((span % day) / hour);
  return joined(Math.floor(span / day), 'd', hours ? `${hours} h` : '00');
}

function joined(whole: number, unit: string, rest: string): string {
  return rest === '00' ? `${whole} ${unit}` : `${whole} ${unit} ${rest}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Hours and minutes since the start, for the strip: "00:47", "26:10", from 100 hours on "4 d 04:00". */
export function elapsed(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const minutes = Math.floor(Math.max(0, ms) / minute);
  const hours = Math.floor(minutes / 60);
  if (hours < 100) return `${pad(hours)}:${pad(minutes % 60)}`;
  return `${Math.floor(hours / 24)} d ${pad(hours % 24)}:${pad(minutes % 60)}`;
}

/** What is left, to the second under an hour: "5:10", "0:07"; above it "1 h 35". Past zero it is "0:00". */
export function countdown(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  // Rounded up, so that the last second shows 0:01 and zero is zero.
  const seconds = Math.ceil(Math.max(0, ms) / second);
  return seconds < 3600 ? `${Math.floor(seconds / 60)}:${pad(seconds % 60)}` : duration(seconds * second);
}

/**
 * The zone's short name at that moment: "CET", "EST", "UTC", or "GMT+5:30" where the language has no name.
 * British English knows the European names and American English the American ones; the first that is a name wins.
 */
export function zoneName(at: Moment, zone?: string): string {
  const ms = toMs(at);
  if (Number.isNaN(ms)) return '–';
  const names = ['en-GB', 'en-US', 'en-AU', 'en-IN'].map(
    (locale) =>
      format(locale, { timeZone: zone, timeZoneName: 'short' })
        .formatToParts(ms)
        .find((part) => part.type === 'timeZoneName')?.value ?? '',
  );
  return names.find((name) => /^[A-Z]{2,5}$/.test(name)) ?? names[0] ?? '';
}

/** "15:20 CET", "tomorrow 16:45 EST": for what is read in another place. */
export function whenWithZone(at: Moment, now: Moment, zone?: string): string {
  return `${when(at, now, zone)} ${zoneName(at, zone)}`;
}
