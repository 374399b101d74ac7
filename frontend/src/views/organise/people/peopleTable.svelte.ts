/** The people that the page shows: read by REST, and read again when the server says that they changed. */
import type { Client } from "../../../state/client.svelte";
import type { Command } from "../../../wire/frames";
import { peoplePage, type Delegation, type PeopleFilter, type Person, type State } from "./api";
import { errorText, refusalText } from "./texts";

/** While e-mails leave, the server tells of each; the table is read no more often than this. */
const PAUSE_MS = 700;
/** Who is present changes without a word of the server. */
const AGAIN_MS = 10_000;
const CONCEPTS = ["parties.", "invitations.", "programme.edited", "check.", "press."];

export class PeopleTable {
  people = $state.raw<Person[] | null>(null);
  next = $state<string | null>(null);
  counts = $state.raw<Record<State, number> | null>(null);
  delegations = $state.raw<Delegation[]>([]);
  sendsMail = $state(true);
  filter = $state<PeopleFilter>({ party: "", state: "", text: "" });
  trouble = $state("");
  busy = $state(false);
  private timer = 0;
  private reading = 0;

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  /** Reads the table when it changes, until the returned function is called. */
  watch(): () => void {
    const stop = this.client.store.onEvent(({ stream, event }) => {
      if (stream === this.stream && CONCEPTS.some((begin) => event.type.startsWith(begin))) this.soon();
    });
    const again = window.setInterval(() => this.soon(), AGAIN_MS);
    return () => {
      stop();
      window.clearInterval(again);
      window.clearTimeout(this.timer);
      this.timer = 0;
    };
  }

  soon(): void {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      void this.read();
    }, PAUSE_MS);
  }

  /** Reads as many people as are shown, from the first. */
  async read(): Promise<void> {
    const mine = ++this.reading;
    const shown = this.people?.length ?? 0;
    await this.attempt(async () => {
      const people: Person[] = [];
      let next: string | null = "";
      do {
        const page = await peoplePage(this.client.token, this.filter, next);
        if (mine !== this.reading) return;
        people.push(...page.people);
        next = page.next;
        this.counts = page.counts;
        this.delegations = page.parties;
        this.sendsMail = page.sends_mail;
      } while (next !== null && people.length < shown);
      this.people = people;
      this.next = next;
    });
  }

  /** Shows other people, from the first. */
  show(): void {
    this.people = null;
    void this.read();
  }

  async more(): Promise<void> {
    const mine = ++this.reading;
    await this.attempt(async () => {
      const page = await peoplePage(this.client.token, this.filter, this.next ?? "");
      if (mine !== this.reading) return;
      this.people = [...(this.people ?? []), ...page.people];
      this.next = page.next;
    });
  }

  /** Sends a command; false if it was refused, and `trouble` says why. */
  async act(command: Command): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = "";
    const outcome = await this.client.ask(this.stream, command);
    this.busy = false;
    if (outcome.ok) await this.read();
    else this.trouble = refusalText(outcome.code, outcome.message);
    return outcome.ok;
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.trouble = errorText(error);
    }
  }
}
