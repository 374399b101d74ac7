/** Gives the floor. If the server answers that the speaker is not ready, the moderator is asked what to do (FL19). */
import { announcer } from "../../components/announcer.svelte";
import { clockText, isInterrupting } from "../../state/selectors";
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

/** The command that gives the floor to an entry. */
function commandFor(entry: Entry | null): "floor.recognise" | "floor.hear_on_motion" | "floor.grant" {
  if (entry && isInterrupting(entry)) return "floor.recognise";
  return entry?.kind === "on_motion" ? "floor.hear_on_motion" : "floor.grant";
}

/** Seconds. A speaker with less time left is about to end, so nothing is asked. */
const CUT_ASKED_FROM = 10;

export class GrantControl {
  /** The grant that waits for the moderator's answer, because the speaker of this turn has time left. */
  private cutting = $state.raw<(Grant & { turn: string; party: string }) | null>(null);
  /** The entry that was to get the floor when the moderator was asked to hear this point of order first. */
  private postponed = $state.raw<{ entry: string; order: string } | null>(null);
  /** The grant that waits for the moderator's answer, because the speaker is not ready. */
  private heldGrant = $state.raw<Grant | null>(null);

  constructor(
    private readonly commands: ConsoleCommands,
    private readonly selection: EntrySelection,
  ) {}

  /** The entry that is not ready; null once the moderator answered or the entry left the list. */
  readonly unreadyEntry: Entry | null = $derived.by(() =>
    this.commands.model.entryToCall(this.heldGrant?.entry ?? null),
  );

  /** The entry that was to get the floor while a point of order waits to be heard; null once that one was (FL13). */
  readonly entryBehindOrder: Entry | null = $derived.by(() =>
    this.postponed && this.postponed.order === this.waitingPointOfOrder?.id
      ? this.commands.model.listedEntry(this.postponed.entry)
      : null,
  );

  /** The entry that was to get the floor while the speaker has time left; null once the turn is over. */
  readonly entryThatCuts: Entry | null = $derived.by(() =>
    this.cutting && this.cutting.turn === this.commands.model.turn?.id
      ? this.commands.model.listedEntry(this.cutting.entry)
      : null,
  );

  /** That the turn ended before the question about it was answered; empty otherwise. */
  readonly overText: string = $derived.by(() => {
    const { model } = this.commands;
    const entry = this.cutting && model.listedEntry(this.cutting.entry);
    if (!this.cutting || !entry || this.cutting.turn === model.turn?.id) return "";
    const { conference } = model;
    return t("ask.turn_over", {
      name: conference.partyName(this.cutting.party),
      next: conference.partyName(entry.party),
    });
  });

  /** Whether the speaker has time left. One whose line is lost waits for the chair. */
  private get hasTimeLeft(): boolean {
    const { turn, clock } = this.commands.model;
    return turn !== null && turn.dropped_at === null && (clock?.left ?? 0) >= CUT_ASKED_FROM;
  }

  private get waitingPointOfOrder(): Entry | null {
    const { model } = this.commands;
    return model.orders.find(({ kind }) => kind === "point_of_order") ?? null;
  }

  /** Gives the floor. While a point of order waits it asks first, and gives it when asked again. Nothing is asked while
   *  the session is not open, because the server refuses then. */
  giveFloor(entry: Entry | null, at = "give"): void {
    const { model, token } = this.commands;
    const isOpen = model.session?.state === "open";
    const order = this.waitingPointOfOrder;
    const asked = this.entryBehindOrder !== null && this.entryBehindOrder.id === entry?.id;
    if (isOpen && entry && order && !asked && !model.heardOrder) {
      this.cancel();
      this.postponed = { entry: entry.id, order: order.id };
      announcer.sayNow(t("ask.order_waits"));
      return;
    }
    this.postponed = null;
    this.cutting = null;
    if (!entry) return;
    if (isOpen && model.turn && this.hasTimeLeft) {
      this.cutting = { entry: entry.id, token, at, turn: model.turn.id, party: model.turn.party };
      const asked = t("ask.time_left", { name: model.conference.partyName(model.turn.party) });
      announcer.sayNow(`${asked} ${clockText(model.clock?.left ?? 0)}`);
      return;
    }
    void this.send({ entry: entry.id, token, at }, false);
  }

  /** Hears the point of order that was raised first, or the motion that comes first (FL13). */
  recognise(): void {
    const { model, token } = this.commands;
    if (model.recognisable) void this.send({ entry: model.recognisable.id, token, at: "order" }, false);
  }

  /** Gives the floor to the entry although the speaker has time left. */
  cut(): void {
    const grant = this.cutting;
    if (!grant || !this.entryThatCuts) return;
    this.cutting = null;
    const { entry, token, at } = grant;
    void this.send({ entry, token, at }, false);
  }

  grantAnyway(): void {
    if (this.entryThatCuts) this.cut();
    else if (this.heldGrant && this.unreadyEntry) void this.send(this.heldGrant, true);
  }

  private async send(grant: Grant, confirmed: boolean): Promise<void> {
    // Offline nothing is sent, so the question stays. Otherwise only the answer to this one may ask again.
    if (!this.commands.isOffline) this.cancel();
    const { entry, token, at } = grant;
    const type = commandFor(this.commands.model.entryToCall(entry));
    await this.commands.send(at, { type, entry, token, confirmed }, (code) => {
      if (code !== "floor.not_ready") return false;
      this.heldGrant = grant;
      announcer.sayNow(this.notReadyText);
      return true;
    });
  }

  /** That the entry is not ready, and what may be done about it. */
  get notReadyText(): string {
    const name = this.commands.model.conference.partyName(this.unreadyEntry?.party);
    return t(this.mayCallLater ? "ask.not_ready" : "ask.not_ready_waits", { name });
  }

  /** Whether the entry that is not ready may be called later: points of order, motions and their debate only wait. */
  get mayCallLater(): boolean {
    return commandFor(this.unreadyEntry) === "floor.grant";
  }

  /** Moves the entry that is not ready, or else the selected one, to the end of its category (FL19). */
  callLater(): void {
    const entry = this.unreadyEntry ?? this.selection.entry;
    if (!entry || !this.mayCallLater) return;
    const at = this.unreadyEntry ? "give" : "row";
    this.heldGrant = null;
    void this.commands.send(at, { type: "floor.call_later", entry: entry.id, moves: entry.moves });
  }

  cancel(): void {
    this.postponed = null;
    this.cutting = null;
    this.heldGrant = null;
  }
}
