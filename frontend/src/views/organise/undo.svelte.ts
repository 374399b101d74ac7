/** Acts in the organiser's workspace that can be undone and redone. They are kept only in this tab. */

export interface Step {
  /** What was done, in the current language. */
  label: () => string;
  /** Restores what was there before. False if it was refused. */
  undo: () => Promise<boolean>;
  /** Does it again. False if it was refused. */
  redo: () => Promise<boolean>;
}

const MOST = 100;

export class UndoStack {
  private done = $state.raw<readonly Step[]>([]);
  private undone = $state.raw<readonly Step[]>([]);
  private waiting = $state(0);
  private queue: Promise<unknown> = Promise.resolve();

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
    this.done = [...this.done, step].slice(-MOST);
    this.undone = [];
  }

  /** Undoes the last step and returns it; null if there is none, or if it was refused. A refused step is dropped. */
  undo(): Promise<Step | null> {
    return this.inTurn(async () => {
      const step = this.last;
      if (!step) return null;
      this.done = this.done.slice(0, -1);
      if (!(await step.undo())) return null;
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
      if (!(await step.redo())) return null;
      this.done = [...this.done, step];
      return step;
    });
  }

  /** One after another: the second of two quick presses undoes the step before. */
  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.waiting++;
    const turn = this.queue.then(act).finally(() => this.waiting--);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
