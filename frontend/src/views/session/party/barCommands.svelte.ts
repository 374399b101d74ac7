/** Sends the commands of the floor bar, and keeps the refusal of the last one. */
import type { Command } from "../../../wire/frames";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { refusalText } from "./texts";

export class BarCommands {
  /** A command has no answer yet. */
  waiting = $state(false);
  private refused = $state.raw({ text: "", situation: "" });

  constructor(private readonly model: OwnSessionModel) {}

  /** What a refusal is about: when it changes, the refusal is out of date. */
  private readonly situation: string = $derived.by(() => {
    const { floor, turn, entry, position } = this.model;
    return [floor?.token, turn?.id, entry?.id, position].join();
  });

  /** Why the last command was refused; empty if it was not, or if the situation has changed since. */
  get refusal(): string {
    return this.refused.situation === this.situation ? this.refused.text : "";
  }

  readonly send = async (command: Command): Promise<void> => {
    this.waiting = true;
    this.refused = { text: "", situation: "" };
    const outcome = await this.model.client.sendCommand(this.model.stream, command);
    if (!outcome.ok)
      this.refused = {
        text: refusalText(outcome),
        situation: this.situation,
      };
    this.waiting = false;
  };
}
