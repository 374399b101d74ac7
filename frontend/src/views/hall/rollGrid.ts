/** How a roll of delegations fits on the hall screen: the largest letters at which every row has its place. Pure. */

export interface RollGrid {
  /** The size of the letters, in pixels of the canvas. */
  size: number;
  columns: number;
  rows: number;
  /** The width that a name has, as a multiple of the size. */
  room: number;
}

/** What the rows hold. Widths are multiples of the letters' size. */
export interface RollRows {
  /** The width of each name. */
  names: readonly number[];
  /** The width of the widest answer. */
  answer: number;
}

const LARGEST = 40;
const SMALLEST = 14;
/** Below this size the longest names are set smaller, so that the others stay legible. */
const LEGIBLE = 26;
/** The height of a row, and what a row is wider than its name and answer, as multiples of the size. */
const ROW = 1.35;
const PADDING = 1.1;
/** How many of the names have to fit at full size where not all can. */
const MOST = 0.8;
/** Between two columns, in pixels. */
export const COLUMN_GAP = 24;

/** The grid of these rows. All names have the same size, unless the longest would make all of them too small. */
export function rollGrid(rows: RollRows, width: number, height: number): RollGrid {
  const sorted = [...rows.names].sort((a, b) => a - b);
  const longest = sorted.at(-1) ?? 0;
  const usual = sorted[Math.ceil(sorted.length * MOST) - 1] ?? 0;
  return (
    largest(rows, width, height, longest, LEGIBLE) ??
    largest(rows, width, height, usual, SMALLEST) ??
    gridAt(SMALLEST, rows, width, height)
  );
}

function largest(
  rows: RollRows,
  width: number,
  height: number,
  name: number,
  smallest: number,
): RollGrid | null {
  for (let size = LARGEST; size >= smallest; size--) {
    const grid = gridAt(size, rows, width, height);
    if (grid.room >= name) return grid;
  }
  return null;
}

function gridAt(size: number, { names, answer }: RollRows, width: number, height: number): RollGrid {
  const most = Math.max(1, Math.floor(height / (ROW * size)));
  const columns = Math.max(1, Math.ceil(names.length / most));
  const column = (width - COLUMN_GAP * (columns - 1)) / columns;
  const rows = Math.max(1, Math.ceil(names.length / columns));
  return { size, columns, rows, room: column / size - answer - PADDING };
}

const LEAST = 0.7;

/** The factor by which a name of this width is made smaller to fit its column. 1 if it fits. */
export const nameScale = (width: number, { room }: Pick<RollGrid, "room">): number =>
  width === 0 ? 1 : Math.max(LEAST, Math.min(1, room / width));
