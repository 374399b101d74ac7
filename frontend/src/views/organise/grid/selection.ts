/** Which cell has the focus, which block is selected, and where keys lead. Pure. */

export interface CellPlace {
  row: number;
  column: number;
}

export interface Size {
  rows: number;
  columns: number;
}

/** A rectangle of cells; all four edges belong to it. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The block with these two cells at opposite corners. */
export const blockBetween = (a: CellPlace, b: CellPlace): Block => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

export const rowsOf = ({ top, bottom }: Block): number => bottom - top + 1;
export const columnsOf = ({ left, right }: Block): number => right - left + 1;

const limited = ({ row, column }: CellPlace, { rows, columns }: Size): CellPlace => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});

/**
 * Where a key leads from a cell; null if the key leads nowhere. `far` is with Ctrl. `page` is a number of rows.
 * `ArrowRight` leads to the next column; the caller mirrors the arrows of a page that is written to the left.
 */
export function placeAfter(
  from: CellPlace,
  key: string,
  far: boolean,
  size: Size,
  page: number,
): CellPlace | null {
  const { row, column } = from;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (key) {
    case "ArrowUp":
      return limited({ row: far ? 0 : row - 1, column }, size);
    case "ArrowDown":
      return limited({ row: far ? last.row : row + 1, column }, size);
    case "ArrowLeft":
      return limited({ row, column: far ? 0 : column - 1 }, size);
    case "ArrowRight":
      return limited({ row, column: far ? last.column : column + 1 }, size);
    case "Home":
      return limited({ row: far ? 0 : row, column: 0 }, size);
    case "End":
      return limited({ row: far ? last.row : row, column: last.column }, size);
    case "PageUp":
      return limited({ row: row - page, column }, size);
    case "PageDown":
      return limited({ row: row + page, column }, size);
    default:
      return null;
  }
}

/** The next cell in reading order, or the one before; null beyond the ends, where Tab leaves the table. */
export function placeAfterTab({ row, column }: CellPlace, back: boolean, size: Size): CellPlace | null {
  const at = row * size.columns + column + (back ? -1 : 1);
  if (at < 0 || at >= size.rows * size.columns) return null;
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}

export interface PastedCell extends CellPlace {
  text: string;
}

export interface PastePlan {
  cells: PastedCell[];
  /** The pasted rows below the last row; their first cell belongs to the column `left` of the block. */
  beyond: string[][];
  /** How many pasted cells are to the side of the last column. */
  outside: number;
}

/**
 * Where the cells of a pasted block go. A block that fits a whole number of times into the selection fills it, as in
 * spreadsheets; otherwise it goes once to the selection's first cell.
 */
export function pastePlan(pasted: readonly (readonly string[])[], into: Block, size: Size): PastePlan {
  const wide = Math.max(0, ...pasted.map((row) => row.length));
  const plan: PastePlan = { cells: [], beyond: [], outside: 0 };
  if (!wide) return plan;
  const down = repeats(rowsOf(into), pasted.length);
  const across = repeats(columnsOf(into), wide);
  for (let row = 0; row < pasted.length * down; row++) {
    const texts = pasted[row % pasted.length] ?? [];
    const here = texts.length < wide && across === 1 ? texts.length : wide * across;
    const line = Array.from({ length: here }, (_, column) => texts[column % wide] ?? "");
    const inside = line.slice(0, size.columns - into.left);
    plan.outside += line.length - inside.length;
    if (into.top + row >= size.rows) plan.beyond.push(inside);
    else inside.forEach((text, at) => plan.cells.push({ row: into.top + row, column: into.left + at, text }));
  }
  return plan;
}

const repeats = (selected: number, pasted: number): number =>
  selected > pasted && selected % pasted === 0 ? selected / pasted : 1;
