/** Opens, suspends, resumes and closes the session, and opens and closes its roll call (FL22). */
import { rollCall } from "../../state/staffSession";
import type { Command } from "../../wire/frames";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { Panels } from "./panels.svelte";
import type { SidePanels } from "./sidePanels.svelte";

export class SessionControl {
  constructor(
    private readonly commands: ConsoleCommands,
    private readonly panels: Panels,
    private readonly sides: SidePanels,
  ) {}

  open(): Promise<boolean> {
    return this.send({ type: "session.open" });
  }

  suspend(reason: string): Promise<boolean> {
    return this.send({ type: "session.suspend", reason });
  }

  adjourn(resumes_at: string, reason: string): Promise<boolean> {
    return this.send({ type: "session.adjourn", resumes_at, reason });
  }

  resume(): Promise<boolean> {
    return this.send({ type: "session.resume" });
  }

  close(): Promise<boolean> {
    return this.send({ type: "session.close" });
  }

  /** The form that asked for this is folded once it is done, unless the moderator unfolded another meanwhile. */
  private async send(command: Command): Promise<boolean> {
    const asked = this.panels.unfolded;
    const done = await this.commands.send("session", command);
    if (done && this.panels.unfolded === asked) this.panels.close();
    return done;
  }

  /** Opens a roll call, or closes the one that is open. */
  toggleRollCall(): void {
    const calling = rollCall(this.commands.model);
    this.sides.show("rollcall");
    void this.commands.send(
      "roll",
      calling ? { type: "rollcall.close", roll_call: calling.id } : { type: "rollcall.open" },
    );
  }
}
