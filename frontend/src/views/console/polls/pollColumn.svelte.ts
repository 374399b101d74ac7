/** The panel of polls: which form is open, what asks for a second press, and what is done with the polls. */
import { fieldsOf, pollsOf, waitingIn, type Poll, type PollFields } from "../../../state/polls";
import type { Command } from "../../../wire/frames";
import type { ConsoleCommands } from "../consoleCommands.svelte";
import type { SidePanels } from "../sidePanels.svelte";

export class PollColumn {
  /** The poll that is edited, or "new"; null if no form is open. */
  form = $state<string | null>(null);
  /** The poll whose closing waits for a second press, because it cannot be undone; null if none does. */
  closing = $state<string | null>(null);

  constructor(
    readonly commands: ConsoleCommands,
    private readonly sides: SidePanels,
  ) {}

  readonly all: Poll[] = $derived.by(() => pollsOf(this.commands.model));
  readonly drafts: Poll[] = $derived.by(() => waitingIn(this.all));
  readonly open: Poll | null = $derived.by(() => this.all.find(({ state }) => state === "open") ?? null);
  /** The newest first. */
  readonly closed: Poll[] = $derived.by(() =>
    this.all
      .filter(({ state }) => state === "closed")
      .sort((a, b) => Date.parse(b.closed_at ?? "") - Date.parse(a.closed_at ?? "")),
  );

  /** Opens the form for a new poll, or closes it. */
  toggleNewForm(): void {
    if (this.commands.model.isClosed) return;
    this.sides.show("polls");
    this.form = this.form === "new" ? null : "new";
  }

  closeForm(): void {
    this.form = null;
    this.closing = null;
  }

  /** The key: opens the poll that was prepared first, or asks whether to close the open one. */
  openOrAskToClose(): void {
    this.sides.show("polls");
    if (this.open) this.closing = this.open.id;
    else if (this.drafts[0]) this.openNow(this.drafts[0].id);
  }

  openNow(poll: string): void {
    void this.send(poll, { type: "poll.open", poll });
  }

  async close(poll: string): Promise<void> {
    if (await this.send(poll, { type: "poll.close", poll })) this.closing = null;
  }

  remove(poll: string): void {
    void this.send(poll, { type: "poll.delete", poll });
  }

  /** Moves a poll that waits one place up. */
  sooner(poll: string): void {
    const position = this.drafts.findIndex(({ id }) => id === poll) - 1;
    if (position >= 0) void this.send(poll, { type: "poll.move", poll, position });
  }

  /** The poll that the key shows: the open one, or else the last one that was closed. */
  private get shownNext(): Poll | null {
    return this.all.find(({ on_screen: shown }) => shown) ?? this.open ?? this.closed[0] ?? null;
  }

  toggleScreen(poll = this.shownNext): void {
    if (!poll) return;
    void this.send(poll.id, { type: poll.on_screen ? "poll.hide" : "poll.show", poll: poll.id });
  }

  hideWord(poll: string, word: string): void {
    void this.send(poll, { type: "poll.hide_word", poll, word });
  }

  showWord(poll: string, word: string): void {
    void this.send(poll, { type: "poll.show_word", poll, word });
  }

  /** Saves what the form says; at once open if wished. False if it was refused. */
  async save(fields: PollFields, seen: Poll | null, opens: boolean): Promise<boolean> {
    const before = this.all.map(({ id }) => id);
    const command: Command = seen
      ? { type: "poll.edit", poll: seen.id, seen: fieldsOf(seen), ...fields }
      : { type: "poll.draft", ...fields };
    if (!(await this.commands.send("poll-form", command))) return false;
    this.form = null;
    const made = seen?.id ?? this.all.find(({ id }) => !before.includes(id))?.id;
    if (opens && made) this.openNow(made);
    return true;
  }

  private send(poll: string, command: Command): Promise<boolean> {
    return this.commands.send(`poll-${poll}`, command);
  }
}
