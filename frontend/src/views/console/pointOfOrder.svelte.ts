/** Rules on a point of order (FL13). */
import type { Protocol } from "../../messages/messages.gen";
import type { ConsoleCommands } from "./consoleCommands.svelte";

export type Ruling = Protocol["commands"]["floor.rule"]["ruling"];

/** In the order of their keys. */
export const RULINGS: readonly Ruling[] = ["upheld", "not_upheld", "noted"];

export class PointOfOrder {
  private draft = $state.raw({ turn: "", text: "" });

  constructor(private readonly commands: ConsoleCommands) {}

  /** What the chair says with its ruling; may be empty. It belongs to one point of order and is empty for the next. */
  get text(): string {
    return this.draft.turn === this.commands.model.heardOrder?.id ? this.draft.text : "";
  }

  set text(text: string) {
    const { heardOrder } = this.commands.model;
    if (heardOrder) this.draft = { turn: heardOrder.id, text };
  }

  async rule(ruling: Ruling): Promise<void> {
    const { token, model } = this.commands;
    if (!model.heardOrder) return;
    await this.commands.send("order", { type: "floor.rule", token, ruling, text: this.text.trim() });
  }
}
