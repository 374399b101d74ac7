/** Which rows of a long table are on the page. Pure. */

/** Rows that are rendered beyond each edge of the visible part. */
const BEYOND = 3;

export interface RowWindow {
  first: number;
  /** Exclusive. */
  end: number;
}

/** The rows to render: those in sight, and a few beyond. Lengths in CSS pixels. */
export function rowWindow(scrolled: number, height: number, rowHeight: number, rows: number): RowWindow {
  const first = Math.floor(scrolled / rowHeight) - BEYOND;
  const end = Math.ceil((scrolled + height) / rowHeight) + BEYOND;
  return { first: Math.max(0, Math.min(first, rows)), end: Math.max(0, Math.min(end, rows)) };
}

/** The numbers of the rows to render, in order. The row with the focus stays on the page wherever it is. */
export function renderedRows({ first, end }: RowWindow, focused: number, rows: number): number[] {
  const found = Array.from({ length: end - first }, (_, at) => first + at);
  if (focused < 0 || focused >= rows || (focused >= first && focused < end)) return found;
  return focused < first ? [focused, ...found] : [...found, focused];
}
