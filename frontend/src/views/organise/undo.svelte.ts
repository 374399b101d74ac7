/** Acts in the organiser's workspace that can be undone and redone. They are kept only in this tab. */
import { withStep } from "../../state/undoSteps";

export interface Step {
  /** What was done, in the current language. */
  label: () => string;
  /** Restores what was there before. Why it was refused; empty if it was done. */
  undo: () => Promise<string>;
  /** Does it again. Why it was refused; empty if it was done. */
  redo: () => Promise<string>;
}

const MOST = 100;

export class UndoStack {
  private done = $state.raw<readonly Step[]>([]);
  private undone = $state.raw<readonly Step[]>([]);
  private waiting = $state(0);
  /** Why the last undo or redo was refused; empty if it was not. */
  refusal = $state("");
  private queue: Promise<unknown> = Promise.resolve();
  private readonly earlier: (() => Promise<unknown>)[] = [];

  /** An undo or redo has no answer yet. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /** The step that `undo` restores next. */
  get last(): Step | null {
    return this.done.at(-1) ?? null;
  }

  /** The step that `redo` does next. */
  get next(): Step | null {
    return this.undone.at(-1) ?? null;
  }

  /** Keeps a step that was just done. What was undone before can no longer be redone. */
  push(step: Step): void {
    this.done = withStep(this.done, step, MOST);
    this.undone = [];
    this.refusal = "";
  }

  /** Every undo and redo that was pressed has its answer. What is pressed after them waits for this. */
  get settled(): Promise<unknown> {
    return this.queue;
  }

  /** Each undo and redo waits for `acts`: what was done before it was pressed is kept first, so that it is what is undone. */
  waitFor(acts: () => Promise<unknown>): void {
    this.earlier.push(acts);
  }

  /** Undoes the last step and returns it; null if there is none, or if it was refused. A refused step is dropped. */
  undo(): Promise<Step | null> {
    return this.inTurn(async () => {
      const step = this.last;
      if (!step) return null;
      this.done = this.done.slice(0, -1);
      this.refusal = await step.undo();
      if (this.refusal) return null;
      this.undone = [...this.undone, step];
      return step;
    });
  }

  /** Does the last undone step again and returns it; null if there is none, or if it was refused. */
  redo(): Promise<Step | null> {
    return this.inTurn(async () => {
      const step = this.next;
      if (!step) return null;
      this.undone = this.undone.slice(0, -1);
      this.refusal = await step.redo();
      if (this.refusal) return null;
      this.done = [...this.done, step];
      return step;
    });
  }

  /** One after another: the second of two quick presses undoes the step before. */
  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.waiting++;
    const turn = Promise.all([this.queue, ...this.earlier.map((acts) => acts())])
      .then(act)
      .finally(() => this.waiting--);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
