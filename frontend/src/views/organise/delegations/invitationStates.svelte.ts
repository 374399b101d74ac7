/** E-mail addresses and states of invitations, read page by page in the background. The store does not have them. */
import { SvelteMap } from "svelte/reactivity";
import type { Client } from "../../../state/client.svelte";
import { peoplePage, type State } from "../people/api";

/** Sending many invitations makes many events. The list is read again at most this often. */
const PAUSE_MS = 5000;
const EVENTS = ["invitations.", "parties.members_added"];

export class InvitationStates {
  private readonly states = new SvelteMap<string, { email: string; state: State }>();
  private timer = 0;
  private isLeft = false;
  /** The list could not be read. Its columns are then empty. */
  failed = $state(false);

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  stateOf(person: string): { email: string; state: State } | undefined {
    return this.states.get(person);
  }

  /** Reads the list, and again after events that change it, until the returned function is called. */
  watch(): () => void {
    void this.read();
    const stop = this.client.store.onEvent(({ stream, event }) => {
      if (stream === this.stream && EVENTS.some((begin) => event.type.startsWith(begin))) this.readSoon();
    });
    return () => {
      this.isLeft = true;
      window.clearTimeout(this.timer);
      stop();
    };
  }

  private readSoon(): void {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      void this.read();
    }, PAUSE_MS);
  }

  private async read(): Promise<void> {
    try {
      let after: string | null = "";
      while (after !== null && !this.isLeft) after = await this.readPage(after);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  private async readPage(after: string): Promise<string | null> {
    const page = await peoplePage(this.client.token, { party: "", state: "", text: "" }, after);
    for (const { id, email, state } of page.people) {
      const before = this.states.get(id);
      if (before?.email !== email || before.state !== state) this.states.set(id, { email, state });
    }
    return page.next;
  }
}
