/** Puts motions and appeals to the vote, and enters the result (FL13). */
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { Panels } from "./panels.svelte";

export type Figures = Record<"in_favour" | "against" | "abstentions", number>;

export class Ballot {
  constructor(
    private readonly commands: ConsoleCommands,
    private readonly panels: Panels,
  ) {}

  /** Puts the motion that was heard to the vote. */
  put(): void {
    const { token, model } = this.commands;
    if (model.heardMotion) void this.commands.send("order", { type: "floor.put_to_vote", token });
  }

  /** Ends the motion that was heard, without a vote. */
  endMotion(): void {
    const { token, model } = this.commands;
    if (model.heardMotion) void this.commands.send("order", { type: "floor.end", token });
  }

  /** Rules the motion that was heard out of order, in the chair's words. */
  async ruleOut(text: string): Promise<void> {
    const { token, model } = this.commands;
    if (!model.heardMotion) return;
    if (await this.commands.send("order", { type: "floor.rule_out_of_order", token, text }))
      this.panels.show("rule_out", false);
  }

  withdrawAppeal(): void {
    const ruling = this.commands.model.floor?.ruled;
    if (ruling) void this.commands.send("order", { type: "floor.withdraw_appeal", ruling });
  }

  async appeal(party: string): Promise<void> {
    const { token, model } = this.commands;
    const ruling = model.floor?.ruled;
    if (!ruling) return;
    if (await this.commands.send("order", { type: "floor.appeal", token, ruling, party }))
      this.panels.show("appeal", false);
  }

  /** Closes the vote: with the figures of a show of hands, or counted from the ballots. */
  async close(figures: Figures | null, reason: string): Promise<boolean> {
    const { vote } = this.commands.model;
    if (!vote) return false;
    return this.commands.send("order", { type: "vote.close", vote: vote.id, reason, ...figures });
  }

  /** Ends the vote without a result. */
  drop(reason = ""): void {
    const { vote } = this.commands.model;
    if (vote) void this.commands.send("order", { type: "vote.drop", vote: vote.id, reason });
  }
}
