/** The steps of one console that can be undone, the last first. They are kept only in its tab. */
import { withStep } from "../../state/undoSteps";
import type { Command } from "../../wire/frames";
import { followVersions, lastStep, stepOf } from "./undo";
import type { Step, UndoableState } from "./undoStep";

export class UndoHistory {
  private steps = $state.raw<readonly Step[]>([]);

  /** Keeps what undoes a command that was done, and returns it; null if nothing does. */
  add(command: Command, before: UndoableState, after: UndoableState): Step | null {
    this.update(before, after);
    const step = stepOf(command, before, after);
    if (step) this.steps = withStep(this.steps, step);
    return step;
  }

  /** Updates the kept steps after a command of this console. */
  update(before: UndoableState, after: UndoableState): void {
    this.steps = followVersions(this.steps, before, after);
  }

  last(now: number): Step | null {
    return lastStep(this.steps, now);
  }

  /** Removes the last step and returns it, whether its undo will be refused or not. */
  removeLast(now: number): Step | null {
    const step = this.last(now);
    this.steps = this.steps.filter((other) => other !== step);
    return step;
  }
}
