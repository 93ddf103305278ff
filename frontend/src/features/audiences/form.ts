import type { app } from './api';

/** Who reads what an audience is told. */
export type Readers = 'outside' | 'passes' | 'inside';

/** One severity of a cadence, as it is typed. */
export interface Beat {
  severity: number;
  mode: string;
  gaps: string;
  then: string;
  after: string;
  later: string;
  watching: string;
  clock: string;
}

/** An audience as it is typed. */
export interface Typed {
  id: string;
  name: string;
  channel: string;
  readers: Readers;
  quietFrom: string;
  quietTo: string;
  beats: Beat[];
}

export const readerNames: Record<Readers, string> = {
  outside: 'Read outside the company',
  passes: 'Passed on outside, in their words',
  inside: 'Read by colleagues only',
};

export function readersOf(form: app.AudienceForm): Readers {
  if (form.external) return 'outside';
  return form.passesOn ? 'passes' : 'inside';
}

/** An audience that does not exist yet: told by gaps at the two severities that people wait at. */
export function newAudience(): app.AudienceForm {
  const cadence = [1, 2, 3, 4].map((severity) => ({
    severity,
    mode: severity < 3 ? 'every' : 'none',
    gaps: severity < 3 ? [30 * severity] : [],
    then: severity < 3 ? 30 * severity : 0,
    after: 0,
    later: 0,
    watching: 0,
    clock: severity < 3 ? ['09:30', '16:30'] : [],
    words: '',
  }));
  return {
    id: '',
    name: '',
    channel: '',
    external: false,
    passesOn: false,
    quietFrom: '',
    quietTo: '',
    cadence,
    changed: false,
    own: true,
  };
}

export function toTyped(form: app.AudienceForm): Typed {
  const { id, name, channel, quietFrom, quietTo } = form;
  const beats = form.cadence.map((beat) => ({
    severity: beat.severity,
    mode: beat.mode,
    gaps: beat.gaps.join(', '),
    then: minutes(beat.then),
    after: minutes(beat.after),
    later: minutes(beat.later),
    watching: minutes(beat.watching),
    clock: beat.clock.join(', '),
  }));
  return { id, name, channel, quietFrom, quietTo, readers: readersOf(form), beats };
}

function minutes(count: number): string {
  return count ? String(count) : '';
}

export type Read = { form: app.AudienceForm } | { fields: Record<string, string> };

/** What was typed as the backend takes it, or what is wrong with it under the names that the backend gives fields. */
export function read(typed: Typed): Read {
  const fields: Record<string, string> = {};
  const number = (name: string, text: string): number => {
    const words = text.trim().replace(/\s*min(utes)?$/i, '');
    if (words === '') return 0;
    if (/^\d{1,6}$/.test(words)) return Number(words);
    fields[name] ??= `"${words}" is no number of minutes. Write it as 30.`;
    return 0;
  };
  const cadence = typed.beats.map((beat) => {
    const at = (name: string) => `sev${beat.severity}.${name}`;
    return {
      severity: beat.severity,
      mode: beat.mode,
      gaps: list(beat.gaps).map((gap) => number(at('gaps'), gap)),
      then: number(at('then'), beat.then),
      after: number(at('after'), beat.after),
      later: number(at('later'), beat.later),
      watching: number(at('watching'), beat.watching),
      clock: list(beat.clock),
      words: '',
    };
  });
  if (Object.keys(fields).length) return { fields };
  const { id, name, channel, quietFrom, quietTo, readers } = typed;
  const who = { external: readers === 'outside', passesOn: readers === 'passes' };
  return { form: { id, name, channel, quietFrom, quietTo, ...who, cadence, changed: false, own: false } };
}

/** "5, 10" and "09:30 and 16:30" to their parts. */
function list(text: string): string[] {
  return text
    .split(/,|;|\band\b|\s+(?=\d)/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The cadence in lines, severities that are told alike on one: ["SEV1, SEV2", "with the status page"]. */
export function lines(cadence: readonly app.CadenceForm[]): [string, string][] {
  const said: [string, string][] = [];
  for (const { severity, words } of cadence) {
    const last = said.at(-1);
    if (last?.[1] === words) last[0] += `, SEV${severity}`;
    else said.push([`SEV${severity}`, words]);
  }
  return said;
}
