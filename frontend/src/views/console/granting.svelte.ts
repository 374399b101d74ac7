/** Gives the floor. If the server answers that the speaker is not ready, the moderator is asked what to do (FL19). */
import { announcer } from "../../components/announcer.svelte";
import type { Entry } from "../../state/sessionModel.svelte";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { EntrySelection } from "./entrySelection.svelte";
import { t } from "./texts";

interface Grant {
  entry: string;
  /** The floor's token when the moderator gave the floor. */
  token: number;
  /** The control at which a refusal is shown. */
  at: string;
}

export class Granting {
  /** The entry that was to get the floor when the moderator was asked to hear this point of order first. */
  private ahead = $state.raw<{ entry: string; order: string } | null>(null);
  /** The grant that waits for the moderator's answer, because the speaker is not ready. */
  private held = $state.raw<Grant | null>(null);

  constructor(
    private readonly commands: ConsoleCommands,
    private readonly selection: EntrySelection,
  ) {}

  /** The entry that is not ready; null once the moderator answered or the entry left the list. */
  readonly unready: Entry | null = $derived.by(() =>
    this.commands.model.listedEntry(this.held?.entry ?? null),
  );

  /** The entry that was to get the floor while a point of order waits to be heard; null once that one was (FL13). */
  readonly behindOrder: Entry | null = $derived.by(() =>
    this.ahead && this.ahead.order === this.waitingOrder?.id
      ? this.commands.model.listedEntry(this.ahead.entry)
      : null,
  );

  private get waitingOrder(): Entry | null {
    const { model } = this.commands;
    return model.orders.find(({ kind }) => kind === "point_of_order") ?? null;
  }

  /** Gives the floor. While a point of order waits it asks first, and gives it when asked again. */
  give(entry: Entry | null, at = "give"): void {
    const order = this.waitingOrder;
    const asked = this.behindOrder !== null && this.behindOrder.id === entry?.id;
    if (entry && order && !asked && !this.commands.model.heardOrder) {
      this.ahead = { entry: entry.id, order: order.id };
      announcer.sayNow(t("ask.order_waits"));
      return;
    }
    this.ahead = null;
    if (entry) void this.send({ entry: entry.id, token: this.commands.token, at }, false);
  }

  callAnyway(): void {
    if (this.held && this.unready) void this.send(this.held, true);
  }

  private async send(grant: Grant, confirmed: boolean): Promise<void> {
    // Offline nothing is sent, so the question stays.
    if (!this.commands.offline) this.held = null;
    const { entry, token, at } = grant;
    const { runner, model } = this.commands;
    const onMotion = model.listedEntry(entry)?.kind === "on_motion";
    const command = onMotion
      ? ({ type: "floor.hear_on_motion", entry, token } as const)
      : ({ type: "floor.grant", entry, token, confirmed } as const);
    const done = await this.commands.send(at, command);
    if (done || runner.refused?.code !== "floor.not_ready") return;
    runner.dismiss();
    this.held = grant;
    announcer.sayNow(t("ask.not_ready", { name: model.conference.partyName(this.unready?.party) }));
  }

  /** Moves the entry that is not ready, or else the selected one, to the end of its category (FL19). */
  callLater(): void {
    const entry = this.unready ?? this.selection.entry;
    if (!entry) return;
    const at = this.unready ? "give" : "row";
    this.held = null;
    void this.commands.send(at, { type: "floor.call_later", entry: entry.id, moves: entry.moves });
  }

  cancel(): void {
    this.ahead = null;
    this.held = null;
  }
}
