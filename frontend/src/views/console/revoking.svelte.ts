/** The closing of a microphone that is prepared; it concerns the turn at which it was unfolded, never the next. */
import type { ConsoleController } from "./consoleController.svelte";

export class Revoking {
  reason = $state("");
  /** The token of when the form was unfolded. */
  private token = $state<number | null>(null);

  constructor(private readonly controller: ConsoleController) {}

  /** Whether the form stands open for the turn that is still there. */
  get ready(): boolean {
    const { panel, model, token } = this.controller;
    return panel === "revoke" && model.turn !== null && token === this.token;
  }

  begin(): void {
    this.token = this.controller.token;
    this.reason = "";
  }

  async send(): Promise<void> {
    if (!this.ready || this.token === null) return;
    const command = { type: "floor.revoke", token: this.token, reason: this.reason.trim() } as const;
    if (await this.controller.do("revoke", command)) this.controller.showDialog("revoke", false);
  }
}
