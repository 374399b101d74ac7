/** Commands of the staff, each with the control it was given at, so that a refusal is said there and nowhere else. */
import { announcer } from "./announcer.svelte";
import type { Client } from "../state/client.svelte";
import type { Command } from "../wire/frames";
import { refusalText } from "./staffTexts";

const SLOW_MS = 1200;

export class CommandRunner {
  /** What was refused last, and at which control. */
  refused = $state.raw<{ at: string; text: string; code: string } | null>(null);
  /** Controls whose command takes so long that a word is due. */
  slow = $state.raw<readonly string[]>([]);
  private pending: readonly string[] = [];

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  /** Sends a command once; false where it was refused. The same again at the same control before the answer is not sent. */
  async act(at: string, command: Command): Promise<boolean> {
    const pressed = at + JSON.stringify(command);
    if (this.pending.includes(pressed)) return false;
    this.pending = [...this.pending, pressed];
    this.refused = null;
    const timer = setTimeout(() => (this.slow = [...this.slow, at]), SLOW_MS);
    const outcome = await this.client.ask(this.stream, command);
    clearTimeout(timer);
    this.pending = this.pending.filter((other) => other !== pressed);
    this.slow = this.slow.filter((control) => control !== at);
    if (!outcome.ok) this.refuse(at, refusalText(outcome.code, outcome.message), outcome.code);
    return outcome.ok;
  }

  /** `code` is the server's; empty where it was not asked. */
  refuse(at: string, text: string, code = ""): void {
    this.refused = { at, text, code };
    announcer.sayNow(text);
  }

  dismiss(): void {
    this.refused = null;
  }
}
