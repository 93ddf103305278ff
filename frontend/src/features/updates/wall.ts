import { calendarDay, toMs, type Moment } from '../../lib/format';

const day = 24 * 60 * 60_000;

/** The next moment at which clocks of the zone show this time of day ("15:20", "1520", "9.05"); undefined where it is none. */
export function nextWall(wall: string, now: Moment, zone: string): number | undefined {
  const match = /^\s*(\d{1,2})\s*[:.h]?\s*(\d{2})\s*$/.exec(wall);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  if (!match || hour > 23 || minute > 59) return undefined;
  const from = toMs(now);
  const today = onDay(from, hour, minute, zone);
  return today > from ? today : onDay(from + day, hour, minute, zone);
}

/** That time of day on the day which `at` falls on in the zone. */
function onDay(at: number, hour: number, minute: number, zone: string): number {
  const pad = (value: number) => String(value).padStart(2, '0');
  const wanted = Date.parse(`${calendarDay(at, zone)}T${pad(hour)}:${pad(minute)}:00Z`);
  // Twice, since the offset at the first guess may be that of the other side of a clock change.
  const guess = wanted - offset(wanted, zone);
  return wanted - offset(guess, zone);
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function offset(at: number, zone: string): number {
  const shape = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(shape.formatToParts(at).map(({ type, value }) => [type, value]));
  const shown = Date.parse(
    `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`,
  );
  return shown - Math.floor(at / 1000) * 1000;
}
