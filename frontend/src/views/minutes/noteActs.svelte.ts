/** Commands on notes, each given at a control, so that a refusal is shown only there. */
import { announcer } from "../../components/announcer.svelte";
import type { Refusal } from "../../locales/texts";
import type { Client } from "../../state/client.svelte";
import type { Command } from "../../wire/frames";
import { refusalText, t } from "./notesTexts";

export class NoteActs {
  refused = $state.raw<{ at: string; code: string; text: () => string } | null>(null);
  /** The number of the note that was removed last, and can be restored. */
  removedNote = $state.raw<string | null>(null);
  /** The control whose form is open. */
  openForm = $state<string | null>(null);
  private pending = $state.raw<readonly string[]>([]);

  constructor(
    private readonly client: Client,
    private readonly stream: string,
    readonly session: string,
  ) {}

  isBusy = (at: string): boolean => this.pending.includes(at);
  refusalAt = (at: string): string => (this.refused?.at === at ? this.refused.text() : "");

  /** Sends a command, given at the control `at`; false if it was refused. */
  async send(at: string, command: Command): Promise<boolean> {
    if (this.isBusy(at)) return false;
    this.pending = [...this.pending, at];
    this.refused = null;
    const outcome = await this.client.sendCommand(this.stream, command);
    this.pending = this.pending.filter((one) => one !== at);
    if (!outcome.ok) this.refuse(at, outcome);
    return outcome.ok;
  }

  refuse(at: string, refusal: Refusal): void {
    const text = () => refusalText(refusal);
    this.refused = { at, code: refusal.code, text };
    announcer.sayNow(text());
  }

  async remove(at: string, note: string): Promise<void> {
    if (!(await this.send(at, { type: "minutes.remove_note", note }))) return;
    this.removedNote = note;
    announcer.say(t("notes.removed", { number: note }), "notes");
  }

  async restore(): Promise<void> {
    const note = this.removedNote;
    if (note && (await this.send("restore", { type: "minutes.restore_note", note }))) this.removedNote = null;
  }

  dismiss(): void {
    this.refused = null;
  }
}
