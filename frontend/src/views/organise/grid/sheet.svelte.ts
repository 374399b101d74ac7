/** A table whose cells are edited as in a spreadsheet: its rows in order, the focused cell, the selected block. */
import { comma, language } from "../../../locales/language.svelte";
import type { UndoStack } from "../undo.svelte";
import { formatCells, parseCells } from "./clipboard";
import type { Column, Value } from "./columns";
import { Edits, type Change, type Failure, type Refused, type Writer } from "./edits.svelte";
import { indexById, RowOrder, type Filters, type Sort } from "./rowOrder";
import {
  blockBetween,
  columnsOf,
  pastePlan,
  rowsOf,
  type Block,
  type PastedCell,
  type CellPlace,
} from "./selection";
import { t } from "./texts";

export interface SheetSource<Row extends { id: string }> extends Pick<Writer, "save" | "commandOf"> {
  columns(): readonly Column<Row>[];
  rows(): readonly Row[];
  /** The text of a fault of the page itself. */
  faultText(fault: string, column: Column<Row>): string;
  /** The name of a row in messages. */
  nameOf(row: Row): string;
  label(changes: readonly Change[], cell: string): string;
  /** Adds a row with these values by column. Undefined where rows are not added in the table. */
  add?(values: Readonly<Record<string, Value>>): Promise<Refused | null>;
}

/** A cell whose change was refused. */
export interface CellError {
  id: string;
  column: string;
  /** Row and column in words. */
  cell: string;
  text: string;
}

/** What became of a pasted block. */
export interface PasteReport {
  changed: number;
  added: number;
  /** Cells to the side of the last column, and rows below the last one where none are added. */
  outside: number;
  errors: readonly CellError[];
}

/** The id of the empty row at the end in which a new row begins. */
export const BLANK = "+";
/** More rows at once belong into an import. */
export const MOST_PASTED = 500;

export class Sheet<Row extends { id: string }> {
  readonly edits: Edits;
  private chosenSort = $state.raw<Sort>({ column: "", descending: false });
  filters = $state.raw<Filters>({});
  /** The focused cell, and the opposite corner of the selected block. */
  focus = $state.raw({ id: "", column: 0 });
  anchor = $state.raw({ id: "", column: 0 });
  /** Pasted rows that would be added, until it is decided whether they are. */
  offeredRows = $state.raw<{ rows: string[][]; left: number } | null>(null);
  report = $state.raw<PasteReport | null>(null);
  /** Why a paste was not begun; empty if it was. */
  refusal = $state<"" | "many">("");
  private readonly order = new RowOrder<Row>();
  private lastRow = 0;

  readonly columns = $derived.by(() => this.source.columns());
  readonly all = $derived.by(() => this.source.rows());
  readonly rows = $derived.by(() =>
    this.order.arrange(this.all, this.columns, this.sort, this.filters, language()),
  );
  private readonly indexes = $derived(indexById(this.rows));
  /** Of all rows, also of those that a filter hides. */
  private readonly indexesOfAll = $derived(indexById(this.all));

  constructor(
    private readonly source: SheetSource<Row>,
    undo: UndoStack,
  ) {
    const show = (column: string, value: Value) => this.column(column)?.show(value) ?? "";
    const notRestored = (failures: readonly Failure[]) =>
      t("grid.undo_refused", {
        cells: failures.map(({ change }) => this.cellName(change.id, change.column)).join(comma()),
      });
    this.edits = new Edits({ save: source.save, commandOf: source.commandOf, show, notRestored }, undo);
  }

  get canAdd(): boolean {
    return this.source.add !== undefined;
  }

  /** The number of rows, with the empty one at the end. */
  get size() {
    return { rows: this.rows.length + (this.canAdd ? 1 : 0), columns: this.columns.length };
  }

  get place(): CellPlace {
    return this.placeOf(this.focus);
  }

  get block(): Block {
    return blockBetween(this.place, this.placeOf(this.anchor));
  }

  column = (key: string): Column<Row> | undefined => this.columns.find((one) => one.key === key);
  idAt = (row: number): string => this.rows[row]?.id ?? BLANK;
  row = (id: string): Row | undefined => this.all[this.indexesOfAll.get(id) ?? -1];

  /** Moves the focus; with `extends` the block grows to there. */
  moveTo({ row, column }: CellPlace, extend = false): void {
    this.lastRow = row;
    this.focus = { id: this.idAt(row), column };
    if (!extend) this.anchor = this.focus;
  }

  /** Moves the focus to a cell, and shows its row if a filter hid it. */
  focusOn(id: string, key: string): void {
    if (id !== BLANK && !this.indexes.has(id)) this.filters = {};
    const column = this.columns.findIndex((one) => one.key === key);
    this.focus = this.anchor = { id, column: Math.max(0, column) };
  }

  selectAll(): void {
    this.anchor = { id: this.idAt(0), column: 0 };
    this.focus = { id: this.idAt(Math.max(0, this.rows.length - 1)), column: this.columns.length - 1 };
  }

  /** By the first column, until another one is chosen. */
  get sort(): Sort {
    const { column, descending } = this.chosenSort;
    return { column: column || (this.columns[0]?.key ?? ""), descending };
  }

  sortBy(column: string): void {
    this.chosenSort = { column, descending: this.sort.column === column && !this.sort.descending };
  }

  filterBy(column: string, text: string): void {
    this.filters = { ...this.filters, [column]: text };
  }

  get isFiltered(): boolean {
    return Object.values(this.filters).some(Boolean);
  }

  private placeOf({ id, column }: { id: string; column: number }): CellPlace {
    const end = id === BLANK ? this.rows.length : Math.min(this.lastRow, this.rows.length - 1);
    return { row: this.indexes.get(id) ?? Math.max(0, end), column };
  }

  /** Saves the text of one cell; `from` is what its author saw in it. */
  async setCell(id: string, key: string, text: string, from: Value): Promise<void> {
    const column = this.column(key);
    if (!column) return;
    const parsed = column.parse(text);
    if ("fault" in parsed) return this.refuse(id, column, text, parsed.fault);
    if (JSON.stringify(parsed.value) === JSON.stringify(from)) return this.edits.drop(id, key);
    await this.write([{ id, column: key, from, to: parsed.value }]);
  }

  /** Saves a refused cell once more, over what stands there now. */
  async saveAnyway(id: string, key: string): Promise<void> {
    const [draft, row, column] = [this.edits.draft(id, key), this.row(id), this.column(key)];
    if (!draft?.change || !row || !column) return;
    this.edits.drop(id, key);
    await this.write([{ ...draft.change, from: column.value(row) }]);
  }

  /** Empties the selected cells that may be empty. */
  async clear(): Promise<void> {
    const changes = this.selected().flatMap(({ row, column }) => {
      const from = column.value(row);
      return column.empty === undefined ? [] : [{ id: row.id, column: column.key, from, to: column.empty }];
    });
    await this.write(changes);
  }

  copiedText(): string {
    const { top, bottom, left, right } = this.block;
    const columns = this.columns.slice(left, right + 1);
    const rows = this.rows.slice(top, bottom + 1);
    return formatCells(rows.map((row) => columns.map((column) => column.show(column.value(row)))));
  }

  /** Pastes a block at the selection. Rows below the last one are offered first. */
  async paste(text: string): Promise<void> {
    const size = { rows: this.rows.length, columns: this.columns.length };
    const cells = parseCells(text);
    if (cells.length > MOST_PASTED) {
      this.report = null;
      this.refusal = "many";
      return;
    }
    const plan = pastePlan(cells, this.block, size);
    const isOffered = plan.beyond.length > 0 && this.canAdd;
    this.offeredRows = isOffered ? { rows: plan.beyond, left: this.block.left } : null;
    const outside = plan.outside + (isOffered ? 0 : plan.beyond.length);
    this.report = null;
    this.select(plan.cells);
    await this.pasteInto(plan.cells, outside);
  }

  private async pasteInto(cells: readonly PastedCell[], outside: number): Promise<void> {
    const changes: Change[] = [];
    const errors: CellError[] = [];
    for (const { row: at, column: across, text } of cells) {
      const [row, column] = [this.rows[at], this.columns[across]];
      if (!row || !column) continue;
      const parsed = column.parse(text);
      const from = column.value(row);
      if ("value" in parsed) changes.push({ id: row.id, column: column.key, from, to: parsed.value });
      else if (text.trim() !== column.show(from)) {
        if (column.kind !== "read") this.refuse(row.id, column, text, parsed.fault);
        errors.push(this.error(row.id, column.key, this.source.faultText(parsed.fault, column)));
      }
    }
    const before = changes.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to)).length;
    const failures = await this.write(changes);
    const refused = failures.map(({ change, message }) => this.error(change.id, change.column, message));
    this.report = { changed: before - refused.length, added: 0, outside, errors: [...errors, ...refused] };
  }

  /** Adds the offered rows, one after another. */
  async addOffered(): Promise<void> {
    const offer = this.offeredRows;
    this.offeredRows = null;
    if (!offer || !this.source.add) return;
    const errors: CellError[] = [];
    let added = 0;
    for (const [at, texts] of offer.rows.entries()) {
      const wrong = await this.addRow(texts, offer.left, this.rows.length + 1 + at - added);
      if (wrong.length) errors.push(...wrong);
      else added++;
    }
    const before = this.report ?? { changed: 0, outside: 0, errors: [] };
    this.report = { ...before, added, errors: [...before.errors, ...errors] };
  }

  private async addRow(texts: readonly string[], left: number, number: number): Promise<CellError[]> {
    const values: Record<string, Value> = {};
    const errors: CellError[] = [];
    for (const [at, text] of texts.entries()) {
      const column = this.columns[left + at];
      if (!column || column.kind === "read" || text.trim() === "") continue;
      const parsed = column.parse(text);
      if ("value" in parsed) values[column.key] = parsed.value;
      else errors.push(this.newRowError(number, column.key, this.source.faultText(parsed.fault, column)));
    }
    if (errors.length) return errors;
    const refused = await this.add(values);
    return refused ? [this.newRowError(number, this.columns[0]?.key ?? "", refused.message)] : [];
  }

  /** Adds a row, after all changes before it. */
  add(values: Readonly<Record<string, Value>>): Promise<Refused | null> {
    return this.edits.enqueue(() => this.source.add?.(values) ?? Promise.resolve(null));
  }

  private newRowError(number: number, column: string, text: string): CellError {
    return { id: BLANK, column, cell: `${number} · ${this.column(column)?.title ?? ""}`, text };
  }

  private select(cells: readonly PastedCell[]): void {
    const [first, last] = [cells[0], cells.at(-1)];
    if (!first || !last) return;
    this.anchor = { id: this.idAt(last.row), column: last.column };
    this.focus = { id: this.idAt(first.row), column: first.column };
  }

  private refuse(id: string, column: Column<Row>, text: string, fault: string): void {
    const message = this.source.faultText(fault, column);
    this.edits.refuse(id, column.key, text, { code: `cell.${fault}`, message });
  }

  error(id: string, key: string, text: string): CellError {
    return { id, column: key, cell: this.cellName(id, key), text };
  }

  /** Row and column of a cell in words. */
  cellName(id: string, key: string): string {
    const row = this.row(id);
    return [row ? this.source.nameOf(row) : "", this.column(key)?.title ?? ""].filter(Boolean).join(" · ");
  }

  private selected(): { row: Row; column: Column<Row> }[] {
    const { top, bottom, left, right } = this.block;
    const rows = this.rows.slice(top, bottom + 1);
    return rows.flatMap((row) => this.columns.slice(left, right + 1).map((column) => ({ row, column })));
  }

  private write(changes: readonly Change[]) {
    this.refusal = "";
    return this.edits.write(changes, (done) => {
      const [first] = done;
      return this.source.label(done, first ? this.cellName(first.id, first.column) : "");
    });
  }

  /** How many cells are selected; 1 if only the focused one. */
  get count(): number {
    return rowsOf(this.block) * columnsOf(this.block);
  }
}
