/** The form that closes the speaker's microphone. It is for the turn at which it was unfolded, never for the next. */
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { Panels } from "./panels.svelte";

export class Revocation {
  reason = $state("");
  /** The floor's token when the form was unfolded. */
  private token = $state<number | null>(null);

  constructor(
    private readonly commands: ConsoleCommands,
    private readonly panels: Panels,
  ) {}

  /** True while the form is unfolded and its turn still runs. */
  get ready(): boolean {
    const { model, token } = this.commands;
    return this.panels.unfolded === "revoke" && model.turn !== null && token === this.token;
  }

  toggle(): void {
    this.panels.toggle("revoke");
    this.token = this.commands.token;
    this.reason = "";
  }

  async send(): Promise<void> {
    if (!this.ready || this.token === null) return;
    const command = { type: "floor.revoke", token: this.token, reason: this.reason.trim() } as const;
    if (await this.commands.send("revoke", command)) this.panels.show("revoke", false);
  }
}
