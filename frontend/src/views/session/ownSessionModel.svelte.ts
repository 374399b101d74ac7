/** A session as one of its participants reads it: also the party's own entries, turn and place. */
import {
  entriesIn,
  entriesOf,
  isInterrupting,
  lastWithdrawn,
  ON_DECK,
  positionOf,
  secondsUntilTurn,
} from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { SessionModel, type Entry } from "../../state/sessionModel.svelte";

export type { Entry };

export class OwnSessionModel extends SessionModel {
  readonly party: string | null = $derived.by(() => this.client.seat?.party ?? null);
  /** After a session there are no entries. */
  override readonly allEntries: Entry[] = $derived.by(() =>
    this.session?.state === "closed" ? [] : entriesIn(this.client.store, this.stream),
  );
  /** All entries of my party. A point of order comes last, because it has no place. */
  readonly entries = $derived.by(() => [
    ...entriesOf(this.inCallOrder, this.party),
    ...this.allEntries.filter((entry) => isInterrupting(entry) && entry.party === this.party),
  ]);
  readonly entry = $derived.by(() => this.entries[0] ?? null);
  readonly position: number = $derived.by(() => (this.entry ? positionOf(this.upcoming, this.entry.id) : 0));
  readonly isOnDeck: boolean = $derived.by(() => this.position > 0 && this.position <= ON_DECK);
  readonly speaks: boolean = $derived.by(() => this.turn !== null && this.turn.party === this.party);
  /** While the session is suspended, my party’s turn waits. */
  readonly hasFloor: boolean = $derived.by(() => this.speaks && this.session?.state === "open");
  /** Proposals to change places that concern my party (FL9). */
  get swaps(): Entities["my_swap"][] {
    return this.client.store.all(this.stream, "my_swap");
  }
  /** My place on the podium, by slot. */
  readonly slot = $derived.by(() => this.podium.find((seat) => seat.participant === this.me)?.id ?? null);
  /** The entry that was withdrawn last, while it can be restored. */
  get withdrawn(): Entities["my_withdrawn_entry"] | null {
    return lastWithdrawn(this.client.store.all(this.stream, "my_withdrawn_entry"));
  }
  /** My party's texts that are held back (FL4). */
  get ownStatements(): Entities["my_statement"][] {
    return this.client.store.all(this.stream, "my_statement");
  }
  get ownQuestions(): Entities["my_question"][] {
    return this.client.store.all(this.stream, "my_question");
  }
  get myVotes(): string[] {
    return this.client.store.signal(this.stream, "question.my_votes")?.questions ?? [];
  }

  /** My party's turn waits for a ruling. */
  get isInterrupted(): boolean {
    return this.interrupted !== null && this.interrupted.party === this.party;
  }

  get me(): string | null {
    return this.client.seat?.participant ?? null;
  }

  /** Whether I act for a party: put it on the list, name its speaker, hand statements in. */
  get actsForParty(): boolean {
    return (
      this.party !== null && ["delegate", "panellist"].some((role) => this.client.hasRole(role, this.id))
    );
  }

  get myMembers(): Entities["participant"][] {
    return this.people.filter(({ party }) => party !== null && party === this.party);
  }

  /** Whether I may be heard from this page. The hall is heard over its microphones, the chair over the console, and a
   *  person who continued on another device from there. */
  get mayPublish(): boolean {
    const speaker = ["delegate", "panellist"].some((role) => this.client.hasRole(role, this.id));
    return speaker && this.client.seat?.place !== "hall" && !this.client.isElsewhere;
  }

  /** Seconds until my turn, if everyone keeps to the limit. */
  get wait(): number {
    return this.entry ? secondsUntilTurn(this.upcoming, this.entry.id, this.turn, this.client.now) : 0;
  }
}
