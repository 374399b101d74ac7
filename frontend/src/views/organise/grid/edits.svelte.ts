/** Changes of single cells on their way to the server: in order, refused ones kept with what was typed, undone as one step. */
import { SvelteMap } from "svelte/reactivity";
import type { UndoStack } from "../undo.svelte";
import { isSame, type Value } from "./columns";

export interface Change {
  id: string;
  column: string;
  /** What its author saw in the cell. */
  from: Value;
  to: Value;
}

export interface Refused {
  code: string;
  message: string;
}

/** What was typed into a cell and is not saved: on its way, or refused. */
export interface Draft {
  text: string;
  /** Null if the text is no value of the column. */
  change: Change | null;
  /** Null while it is saved. */
  refused: Refused | null;
}

/** A change that the server refused, in a run of several. */
export interface Failure extends Refused {
  change: Change;
}

export interface Writer {
  /** Sends the changes of one row in one command. Null if they were done. */
  save(id: string, changes: readonly Change[]): Promise<Refused | null>;
  /** The name of the command that changes a column. Only changes of one command go together. */
  commandOf(column: string): string;
  /** How a value is shown. */
  show(column: string, value: Value): string;
  /** Says which cells an undo or redo could not restore. */
  notRestored(failures: readonly Failure[]): string;
}

export class Edits {
  readonly drafts = new SvelteMap<string, Draft>();
  /** How many changes wait for an answer. */
  waiting = $state(0);
  private queue: Promise<unknown> = Promise.resolve();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly renamed = new Map<string, string>();

  constructor(
    private readonly writer: Writer,
    private readonly undo: UndoStack,
  ) {
    // What was typed before is saved first.
    undo.waitFor(() => this.queue);
  }

  static key = (id: string, column: string): string => `${id}/${column}`;

  draft(id: string, column: string): Draft | undefined {
    // Most of the time there is none, and a long table asks for each cell.
    return this.drafts.size ? this.drafts.get(Edits.key(id, column)) : undefined;
  }

  /** How many cells hold a text that was refused. */
  get refused(): number {
    return [...this.drafts.values()].filter(({ refused }) => refused !== null).length;
  }

  /** The cell that was refused first of those that still are. */
  get firstRefused(): { id: string; column: string } | null {
    const [key] = [...this.drafts].find(([, { refused }]) => refused !== null) ?? [];
    const [id, column] = key?.split("/") ?? [];
    return id && column ? { id, column } : null;
  }

  drop(id: string, column: string): void {
    this.drafts.delete(Edits.key(id, column));
  }

  /** A row that was removed and added again has another id. Older steps then mean the new row. */
  rename(before: string, after: string): void {
    this.renamed.set(before, after);
  }

  idOf(id: string): string {
    const after = this.renamed.get(id);
    return after === undefined ? id : this.idOf(after);
  }

  /** Keeps a text that is no value of its column. */
  refuse(id: string, column: string, text: string, refused: Refused): void {
    this.drafts.set(Edits.key(id, column), { text, change: null, refused });
  }

  /** Saves changes, and keeps one step that undoes those that were done. Returns what was refused. */
  write(changes: readonly Change[], label: (done: readonly Change[]) => string): Promise<Failure[]> {
    const real = changes.filter(({ from, to }) => !isSame(from, to));
    for (const change of real) this.keepDraft(change, null);
    return this.enqueue(async () => {
      const failures = await this.saveAll(real, (change, why) => this.keepDraft(change, why));
      const refused = failures.map(({ change }) => change);
      const done = real.filter((change) => !refused.includes(change));
      if (done.length) this.undo.push(this.pushStep(done, label));
      return failures;
    });
  }

  /** Runs an act after all changes before it. */
  enqueue<T>(act: () => Promise<T>): Promise<T> {
    const result = this.queue.then(act);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private pushStep(done: readonly Change[], label: (done: readonly Change[]) => string) {
    const back = done.map((change) => ({ ...change, from: change.to, to: change.from })).reverse();
    return { label: () => label(done), undo: () => this.restore(back), redo: () => this.restore(done) };
  }

  private async restore(changes: readonly Change[]): Promise<string> {
    const failures = await this.enqueue(() => this.saveAll(changes, () => undefined));
    return failures.length ? this.writer.notRestored(failures) : "";
  }

  private async saveAll(
    changes: readonly Change[],
    settled: (change: Change, why: Refused | null | "done") => void,
  ): Promise<Failure[]> {
    const failures: Failure[] = [];
    this.waiting += changes.length;
    for (const together of this.grouped(changes)) {
      for (const [change, why] of await this.saveTogether(together)) {
        settled(change, why ?? "done");
        if (why) failures.push({ change, ...why });
      }
      this.waiting -= together.length;
    }
    return failures;
  }

  /** The changes of a row go in one command. If it is refused, each goes alone, so that only wrong cells are refused. */
  private async saveTogether(changes: readonly Change[]): Promise<[Change, Refused | null][]> {
    const id = this.idOf(changes[0]?.id ?? "");
    const refused = await this.writer.save(id, changes);
    if (!refused || changes.length === 1) return changes.map((change) => [change, refused]);
    const each: [Change, Refused | null][] = [];
    for (const change of changes) each.push([change, await this.writer.save(id, [change])]);
    return each;
  }

  private grouped(changes: readonly Change[]): Change[][] {
    const groups: Record<string, Change[]> = {};
    for (const change of changes)
      (groups[`${change.id}/${this.writer.commandOf(change.column)}`] ??= []).push(change);
    return Object.values(groups);
  }

  private keepDraft(change: Change, why: Refused | null | "done"): void {
    const { id, column, to } = change;
    if (why === "done") this.drop(id, column);
    else
      this.drafts.set(Edits.key(id, column), {
        text: this.writer.show(column, to),
        change,
        refused: why,
      });
  }
}
