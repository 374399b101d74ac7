/** The steps of one console that can be undone, the last first. They are kept only in its tab. */
import { remembered } from "../../state/steps";
import type { Command } from "../../wire/frames";
import { followed, lastOf, stepOf, type UndoableState, type Step } from "./undo";

export class History {
  private steps = $state.raw<readonly Step[]>([]);

  /** Keeps what undoes a command that was done. */
  keep(command: Command, before: UndoableState, after: UndoableState): void {
    this.follow(before, after);
    const step = stepOf(command, before, after);
    if (step) this.steps = remembered(this.steps, step);
  }

  /** Updates the kept steps after a command of this console. */
  follow(before: UndoableState, after: UndoableState): void {
    this.steps = followed(this.steps, before, after);
  }

  last(now: number): Step | null {
    return lastOf(this.steps, now);
  }

  /** Removes the last step and returns it, whether its undo will be refused or not. */
  take(now: number): Step | null {
    const step = this.last(now);
    this.steps = this.steps.filter((other) => other !== step);
    return step;
  }
}
