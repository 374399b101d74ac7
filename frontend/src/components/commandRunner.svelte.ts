/** Sends commands of the staff, each with the control that it was given at, so that a refusal is shown only there. */
import { announcer } from "./announcer.svelte";
import type { Client } from "../state/client.svelte";
import type { Command } from "../wire/frames";
import { refusalText as staffText } from "./staffTexts";

const SLOW_MS = 1200;

export class CommandRunner {
  /** The last refusal, and its control. */
  refused = $state.raw<{ at: string; text: string; code: string } | null>(null);
  /** Controls whose command takes so long that the page says so. */
  slow = $state.raw<readonly string[]>([]);
  private pending: readonly string[] = [];

  constructor(
    private readonly client: Client,
    private readonly stream: string,
    private readonly refusalText = staffText,
  ) {}

  /** Sends a command; false if it was refused. It is not sent twice at the same control before the answer. A refusal
   *  that `handles` deals with is not shown. */
  async send(at: string, command: Command, handles?: (code: string) => boolean): Promise<boolean> {
    const pressed = at + JSON.stringify(command);
    if (this.pending.includes(pressed)) return false;
    this.pending = [...this.pending, pressed];
    this.refused = null;
    const timer = setTimeout(() => (this.slow = [...this.slow, at]), SLOW_MS);
    const outcome = await this.client.sendCommand(this.stream, command);
    clearTimeout(timer);
    this.pending = this.pending.filter((other) => other !== pressed);
    this.slow = this.slow.filter((control) => control !== at);
    if (!outcome.ok && !handles?.(outcome.code)) this.refuse(at, this.refusalText(outcome), outcome.code);
    return outcome.ok;
  }

  /** `code` is the server's; empty if the command was not sent. */
  refuse(at: string, text: string, code = ""): void {
    this.refused = { at, text, code };
    announcer.sayNow(text);
  }

  dismiss(): void {
    this.refused = null;
  }
}
