/** The people that the page shows: read by REST, and read again when the server says that they changed. */
import type { Client } from "../../../state/client.svelte";
import type { Command } from "../../../wire/frames";
import { PagedRows } from "../../../state/pagedRows.svelte";
import {
  peoplePage,
  type Delegation,
  type PeopleFilter,
  type PeoplePage,
  type Person,
  type State,
} from "./api";
import { errorText, refusalText } from "./texts";

/** While e-mails are sent, the server sends an event for each. The table is read at most this often. */
const PAUSE_MS = 700;
/** The server sends no event when presence changes, so the table is also read at this interval. */
const AGAIN_MS = 10_000;
const CONCEPTS = ["parties.", "invitations.", "programme.edited", "check.", "press."];

export class PeopleTable {
  filter = $state<PeopleFilter>({ party: "", state: "", text: "" });
  /** The text of the last refusal or failure, in the current language. */
  private failure = $state.raw<(() => string) | null>(null);
  busy = $state(false);
  private timer = 0;
  private readonly table = new PagedRows<Person, PeoplePage>(
    (after) => peoplePage(this.client.token, this.filter, after),
    ({ people }) => people,
  );

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  /** Why the last act failed; empty if it did not. */
  get trouble(): string {
    return this.failure?.() ?? "";
  }

  dismissTrouble(): void {
    this.failure = null;
  }

  get people(): Person[] | null {
    return this.table.rows;
  }

  get next(): string | null {
    return this.table.page?.next ?? null;
  }

  get counts(): Record<State, number> | null {
    return this.table.page?.counts ?? null;
  }

  get delegations(): Delegation[] {
    return this.table.page?.parties ?? [];
  }

  get sendsMail(): boolean {
    return this.table.page?.sends_mail ?? true;
  }

  /** Reads the table when it changes, until the returned function is called. */
  watch(): () => void {
    const stop = this.client.store.onEvent(({ stream, event }) => {
      if (stream === this.stream && CONCEPTS.some((begin) => event.type.startsWith(begin))) this.reloadSoon();
    });
    const again = window.setInterval(() => this.reloadSoon(), AGAIN_MS);
    return () => {
      stop();
      window.clearInterval(again);
      window.clearTimeout(this.timer);
      this.timer = 0;
    };
  }

  reloadSoon(): void {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      void this.reload();
    }, PAUSE_MS);
  }

  /** Reads as many people as are shown, from the first. */
  reload(): Promise<void> {
    return this.attempt(() => this.table.reload());
  }

  /** Shows other people, from the first. */
  loadFirst(): void {
    void this.attempt(() => this.table.loadFirst());
  }

  loadMore(): Promise<void> {
    return this.attempt(() => this.table.loadMore());
  }

  /** Sends a command; false if it was refused, and `trouble` says why. */
  async send(command: Command): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    const outcome = await this.client.sendCommand(this.stream, command);
    this.busy = false;
    if (outcome.ok) await this.reload();
    else this.failure = () => refusalText(outcome);
    return outcome.ok;
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.failure = () => errorText(error);
    }
  }
}
