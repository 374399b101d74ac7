/** Which rows of a table are shown, and in which order. Pure. */
import type { Column } from "./columns";

export interface Sort {
  column: string;
  descending: boolean;
}

/** By column: a text that the cell contains, or for choices the value that it has. Empty texts filter nothing. */
export type Filters = Readonly<Record<string, string>>;

type Columns<Row> = readonly Column<Row>[];

/** Whether a row passes all filters. */
export function passesFilters<Row>(row: Row, columns: Columns<Row>, filters: Filters): boolean {
  return columns.every((column) => {
    const wanted = filters[column.key] ?? "";
    return wanted === "" || fits(column, column.value(row), wanted);
  });
}

function fits<Row>(column: Column<Row>, value: ReturnType<Column<Row>["value"]>, wanted: string): boolean {
  if (!column.choices) return column.show(value).toLowerCase().includes(wanted.toLowerCase());
  const held = Array.isArray(value) ? value : [String(value)];
  return held.includes(wanted === EMPTY_CELL ? "" : wanted);
}

/** The filter for cells without a choice. */
export const EMPTY_CELL = "\0";

/** The rows sorted by a column. Rows with an empty cell come last, and equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  sort: Sort,
  language: string,
): Row[] {
  const column = columns.find(({ key }) => key === sort.column);
  if (!column) return [...rows];
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, text: column.show(column.value(row)) }))
    .sort((a, b) => emptyLast(a.text, b.text) || sign * compare(a.text, b.text))
    .map(({ row }) => row);
}

const emptyLast = (a: string, b: string): number => Number(a === "") - Number(b === "");

export const indexById = (rows: readonly { id: string }[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ id }, index) => [id, index]));

/**
 * The shown rows. They are sorted and filtered again only if that was asked for. After a live change those that were
 * shown stay where they are, so that no row jumps away while it is edited; new rows that pass the filters come last.
 */
export class RowOrder<Row extends { id: string }> {
  private key: readonly unknown[] = [];
  private shown: readonly string[] = [];
  private known: ReadonlySet<string> = new Set();

  arrange(all: readonly Row[], columns: Columns<Row>, sort: Sort, filters: Filters, language: string): Row[] {
    const key = [sort.column, sort.descending, filters, language];
    // Before the first rows have come there is no order to keep.
    const isSame = this.known.size > 0 && key.every((part, at) => part === this.key[at]);
    const isWanted = (row: Row) => passesFilters(row, columns, filters);
    const rows = isSame ? this.kept(all, isWanted) : sortRows(all.filter(isWanted), columns, sort, language);
    this.key = key;
    this.shown = rows.map(({ id }) => id);
    this.known = new Set(all.map(({ id }) => id));
    return rows;
  }

  private kept(all: readonly Row[], isWanted: (row: Row) => boolean): Row[] {
    const byId = new Map(all.map((row) => [row.id, row]));
    const before = this.shown.map((id) => byId.get(id)).filter((row) => row !== undefined);
    return [...before, ...all.filter((row) => !this.known.has(row.id) && isWanted(row))];
  }
}
