/** How a roll of delegations fits on the hall screen: the largest letters at which every row has its place. Pure. */

export interface RollGrid {
  /** The size of the letters, in pixels of the canvas. */
  size: number;
  columns: number;
  rows: number;
  /** The width of a column, in pixels. */
  column: number;
}

const LARGEST = 40;
const SMALLEST = 14;
/** Below this size, names are cut or set smaller, so that the others stay legible. */
const LEGIBLE = 26;
/** Sizes as multiples of the letters' size: a row's height, a character's width, and what a row needs besides the name. */
const ROW = 1.35;
const CHARACTER = 0.54;
const ANSWER = 5.5;
/** The width that a column has at least. */
const COLUMN = 12;
/** Between two columns, in pixels. */
export const COLUMN_GAP = 24;

/** The grid of these names. All have the same size, unless the longest would make all of them too small. */
export function rollGrid(names: readonly string[], width: number, height: number): RollGrid {
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const roomy = Math.max(COLUMN, longest * CHARACTER + ANSWER);
  return (
    largest(names.length, width, height, roomy, LEGIBLE) ??
    largest(names.length, width, height, COLUMN, SMALLEST) ??
    gridAt(SMALLEST, names.length, width, height)
  );
}

function largest(
  count: number,
  width: number,
  height: number,
  letters: number,
  smallest: number,
): RollGrid | null {
  for (let size = LARGEST; size >= smallest; size--) {
    const grid = gridAt(size, count, width, height);
    if (grid.column >= letters * size) return grid;
  }
  return null;
}

function gridAt(size: number, count: number, width: number, height: number): RollGrid {
  const most = Math.max(1, Math.floor(height / (ROW * size)));
  const columns = Math.max(1, Math.ceil(count / most));
  const column = (width - COLUMN_GAP * (columns - 1)) / columns;
  return { size, columns, rows: Math.max(1, Math.ceil(count / columns)), column };
}

const LEAST = 0.75;

/** The size of a name in its row, as a fraction of the letters' size. */
export function nameScale(name: string, { column, size }: Pick<RollGrid, "column" | "size">): number {
  const room = column / size - ANSWER;
  return Math.max(LEAST, Math.min(1, room / (name.length * CHARACTER)));
}
