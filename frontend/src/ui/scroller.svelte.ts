import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { at, offsetsOf, rowAt, topFor, windowOf, type Anchor } from './virtual';

/** Within this many pixels of the end counts as at the end. */
const near = 4;

/** What VirtualList is drawn from, read anew whenever it changes. */
interface Source {
  keys: () => readonly string[];
  /** A row's height in pixels before it was measured. */
  estimate: () => number;
  follow: () => boolean;
}

/** Where a long list stands: measured heights, the rows in sight, and the place that has to be kept. */
export class Scroller {
  box = $state.raw<HTMLElement>();
  height = $state(0);
  atEnd = $state(true);
  #top = $state(0);
  #heights = new SvelteMap<string, number>();
  #source: Source;
  #stuck: boolean;
  #setTop = 0;
  #anchor: Anchor | undefined;

  readonly offsets = $derived.by(() => {
    const keys = this.#source.keys();
    const estimate = this.#source.estimate();
    return offsetsOf(keys.length, (index) => this.#heights.get(keys[index] ?? '') ?? estimate);
  });
  readonly total = $derived(at(this.offsets, this.offsets.length - 1));
  readonly range = $derived(windowOf(this.offsets, this.#top, this.height));

  #rows = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const key = (entry.target as HTMLElement).dataset.key ?? '';
      const measured = entry.borderBoxSize[0]?.blockSize ?? 0;
      if (key && measured > 0 && this.#heights.get(key) !== measured) this.#heights.set(key, measured);
    }
  });

  constructor(source: Source) {
    this.#source = source;
    this.#stuck = source.follow();
    $effect(() => this.#hold(this.offsets, this.total, this.height));
  }

  measure = (row: HTMLElement): (() => void) => {
    this.#rows.observe(row);
    return () => this.#rows.unobserve(row);
  };

  scrolled = (): void => {
    if (!this.box) return;
    const top = (this.#top = this.box.scrollTop);
    // The height as it is now: a box that grows scrolls by itself before its size is told.
    const end = this.total - this.box.clientHeight - top <= near;
    // Rows may have grown since the list itself scrolled to the end: only a way up lets go of it.
    this.#stuck = this.#source.follow() && (end || (this.#stuck && top >= this.#setTop - 1));
    this.atEnd = end || this.#stuck;
    const first = rowAt(this.offsets, top);
    const key = this.#source.keys()[first];
    this.#anchor = key === undefined ? undefined : { key, below: top - at(this.offsets, first) };
  };

  toEnd(): void {
    this.#stuck = this.#source.follow();
    this.#moveTo(this.total - this.height);
  }

  /** Scrolls as little as it takes to have the whole row in sight. */
  reveal(index: number): void {
    const from = at(this.offsets, index);
    const to = at(this.offsets, index + 1);
    if (from < this.#top) this.#moveTo(from);
    else if (to > this.#top + this.height) this.#moveTo(to - this.height);
    this.scrolled();
  }

  /** The last row of which something can be seen. */
  lastShown(): number {
    return rowAt(this.offsets, this.#top + this.height - near);
  }

  /** After rows came, went or were measured, what the reader looks at stays where it was. */
  #hold(offsets: Float64Array, total: number, height: number): void {
    untrack(() => {
      if (this.#stuck) return this.#moveTo(Math.max(0, total - height));
      const keys = this.#source.keys();
      const wanted = this.#anchor && topFor(this.#anchor, offsets, (key) => keys.indexOf(key));
      if (wanted !== undefined) this.#moveTo(wanted);
      this.atEnd = total - height - this.#top <= near;
    });
  }

  #moveTo(wanted: number): void {
    if (!this.box || Math.abs(this.box.scrollTop - wanted) < 1) return;
    this.box.scrollTop = wanted;
    this.#setTop = this.#top = this.box.scrollTop;
  }
}
