import { expect, test } from 'vitest';
import css from './tokens.css?raw';

type Theme = 'light' | 'dark';

const tokens = new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));

function resolve(value: string, theme: Theme): [number, number, number] {
  const both = /^light-dark\((.+\)), (.+)\)$/.exec(value);
  if (both) return resolve((theme === 'light' ? both[1] : both[2]) ?? '', theme);
  const name = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (name) return resolve(tokens.get(name) ?? '', theme);
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value);
  if (!parts) throw new Error(`not a colour: ${value}`);
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/** OKLCH to linear sRGB (Ottosson's matrices), clipped to what a screen can show. */
function linear([light, chroma, hue]: [number, number, number]): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** WCAG 2.2 contrast ratio of two tokens. */
function contrast(one: string, other: string, theme: Theme): number {
  const luminance = (token: string) => {
    const [r, g, b] = linear(resolve(`var(--${token})`, theme));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['ground', 'surface', 'raised', 'hover'];
const soft = ['accent-soft', 'amber-soft', 'red-soft'];

const rules: [string, string[], number][] = [
  ['text', [...surfaces, 'pressed', ...soft], 7],
  ['text-2', surfaces, 4.5],
  ['accent-text', [...surfaces, 'accent-soft'], 4.5],
  ['amber', [...surfaces, 'amber-soft'], 4.5],
  ['red', [...surfaces, 'red-soft'], 4.5],
  ['on-accent', ['accent-fill', 'accent-fill-hover'], 4.5],
  // What is no text but has to be seen: WCAG 1.4.11.
  ['accent', surfaces, 3],
  ['field-edge', ['ground', 'surface', 'raised'], 3],
];

for (const theme of ['light', 'dark'] as const) {
  test.each(rules)(`${theme}: %s on %j is at least %d to 1`, (token, grounds, least) => {
    for (const ground of grounds) {
      const ratio = contrast(token, ground, theme);
      expect(ratio, `${token} on ${ground}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(least);
    }
  });
}

test('the ramp has twelve steps of one hue, quiet, from light to dark', () => {
  const ramp = Array.from({ length: 12 }, (_, step) => resolve(`var(--n-${step + 1})`, 'light'));
  const lights = ramp.map(([light]) => light);
  expect(lights).toEqual([...lights].sort((a, b) => b - a));
  expect(ramp.every(([, chroma, hue]) => chroma <= 0.012 && hue === 250)).toBe(true);
});
