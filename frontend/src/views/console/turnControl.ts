/** Ends, extends and pauses the current turn, and decides how it goes on when the holder lost the connection (FL20). */
import type { ConsoleCommands } from "./consoleCommands.svelte";

/** In the order of their keys. */
export const DROP_CHOICES = [
  "floor.wait",
  "floor.play_video_statement",
  "floor.read_out",
  "floor.return_to_list",
] as const;
export type DropChoice = (typeof DROP_CHOICES)[number];

export class TurnControl {
  constructor(private readonly commands: ConsoleCommands) {}

  thank(): void {
    if (this.commands.model.turn)
      void this.commands.send("thank", { type: "floor.end", token: this.commands.token });
  }

  extend(seconds: number): void {
    if (this.commands.model.turn)
      void this.commands.send("time", { type: "floor.extend", token: this.commands.token, seconds });
  }

  /** Suspends the turn, or resumes it. */
  pause(): void {
    const { turn } = this.commands.model;
    if (!turn) return;
    const type = turn.suspended_at === null ? "floor.suspend_turn" : "floor.resume_turn";
    void this.commands.send("time", { type, token: this.commands.token });
  }

  /** Ends the introduction and starts the video statement (FL4). */
  startPlayback(): void {
    if (this.commands.model.turn?.introducing)
      void this.commands.send("time", { type: "floor.start_playback", token: this.commands.token });
  }

  /** A video statement can be played only if the party has one. */
  mayChoose(choice: DropChoice): boolean {
    const { conference, droppedTurn } = this.commands.model;
    return (
      choice !== "floor.play_video_statement" ||
      conference.party(droppedTurn?.party)?.has_video_statement === true
    );
  }

  choose(choice: DropChoice): void {
    if (this.commands.model.droppedTurn)
      void this.commands.send("drop", { type: choice, token: this.commands.token });
  }
}
