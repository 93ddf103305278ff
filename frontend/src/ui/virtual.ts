/** Where rows of different heights lie, in pixels from the top: row i spans offsets[i] to offsets[i + 1]. */
export type Offsets = Float64Array;

export function offsetsOf(count: number, heightOf: (index: number) => number): Offsets {
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) offsets[index + 1] = at(offsets, index) + heightOf(index);
  return offsets;
}

/** The offset of a row, or of the end of the list when the index lies beyond it. */
export function at(offsets: Offsets, index: number): number {
  return offsets[Math.min(Math.max(index, 0), offsets.length - 1)] ?? 0;
}

/** The row that y falls into, by binary search. */
export function rowAt(offsets: Offsets, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(offsets, middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows to draw, [from, to), with some beyond both edges so that a fast scroll shows no hole. */
export function windowOf(offsets: Offsets, top: number, height: number, beyond = 8): [number, number] {
  const count = offsets.length - 1;
  const from = Math.max(0, rowAt(offsets, top) - beyond);
  const to = Math.min(count, rowAt(offsets, top + height) + 1 + beyond);
  return [from, to];
}

/** A row and how far the top edge lies below its own top: what must stay where it is while rows come and go. */
export interface Anchor {
  key: string;
  below: number;
}

/** Where to scroll so that the anchor's row is where it was; undefined once the row is gone. */
export function topFor(
  anchor: Anchor,
  offsets: Offsets,
  indexOf: (key: string) => number,
): number | undefined {
  const index = indexOf(anchor.key);
  return index < 0 ? undefined : at(offsets, index) + anchor.below;
}
