/** A session as its chair sees it: also the points of order, which stand in no list (FL13). */
import { isolateDirection } from "../../locales/isolateDirection";
import { language } from "../../locales/language.svelte";
import { inLanguage, sortEntries, isInterrupting } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { speakersWaitingOn } from "../motions/debate";
import { SessionModel, type Entry, type Turn } from "../../state/sessionModel.svelte";

/** Motions in their order of precedence. */
const PRECEDENCE: readonly Entities["pending_motion"]["motion"][] = [
  ...(["suspension", "adjournment", "adjournment_of_debate"] as const),
  ...(["closure_of_debate", "closure_of_list", "other"] as const),
];

export class ConsoleModel extends SessionModel {
  /** Moderators also see the numbers that the session hides from the others. */
  override get votes(): Record<string, number> {
    return { ...super.votes, ...this.client.store.signal(this.stream, "question.hidden_votes")?.counts };
  }

  /** Points of order and motions that were raised; the first one is heard first. */
  readonly orders: Entry[] = $derived.by(() => sortEntries(this.allEntries.filter(isInterrupting)));
  /** Explanations of vote, the list of speakers, then the rights of reply, in the order of the screen. */
  readonly listed: Entry[] = $derived.by(() => [...this.explanations, ...this.waiting, ...this.replies]);
  readonly next: Entry | null = $derived.by(() => this.upcoming[0] ?? null);
  /** The turn whose holder lost the connection (FL20). */
  readonly droppedTurn: Turn | null = $derived.by(() => (this.turn?.dropped_at ? this.turn : null));
  /** The point of order that is heard and needs a ruling (FL13). */
  readonly heardOrder: Turn | null = $derived.by(() => this.turnOf("point_of_order"));
  /** The motion that the chair deals with now: no point of order is heard and no appeal waits (FL13, FL27). */
  readonly debated: Entities["pending_motion"] | null = $derived.by(() =>
    this.heardOrder || this.appellant ? null : this.motion,
  );
  /** Motions of lower precedence that wait for it. */
  readonly motionsBelow: Entities["pending_motion"][] = $derived.by(() =>
    this.client.store.all(this.stream, "pending_motion").filter(({ id }) => id !== this.motion?.id),
  );
  /** A point of order, an appeal, a motion or a vote is dealt with first: the list waits. */
  readonly onProcedure: boolean = $derived.by(
    () => this.heardOrder !== null || this.appellant !== null || this.motion !== null || this.isVoting,
  );
  /** Who is given the floor next: from the list, or those who speak on the motion. */
  readonly nextSpeaker: Entry | null = $derived.by(() => {
    if (this.debated) return speakersWaitingOn(this, this.debated)[0] ?? null;
    return this.onProcedure ? null : this.next;
  });
  /** The point of order or motion that may be recognised now (FL13, FL27). */
  readonly recognisable: Entry | null = $derived.by(() => {
    if (this.heardOrder) return null;
    return this.orders.find((entry) => this.mayRecognise(entry)) ?? null;
  });

  private mayRecognise({ kind, motion }: Entry): boolean {
    if (kind === "point_of_order") return true;
    if (this.isVoting) return false;
    return !this.motion || PRECEDENCE.indexOf(motion ?? "other") < PRECEDENCE.indexOf(this.motion.motion);
  }

  get isClosed(): boolean {
    return this.session?.state === "closed";
  }

  listedEntry(id: string | null): Entry | null {
    const speakers = this.debated ? speakersWaitingOn(this, this.debated) : [];
    return [...this.listed, ...speakers].find((entry) => entry.id === id) ?? null;
  }

  /** An entry that may be given the floor: one of the list, or the point of order or motion to recognise. */
  entryToCall(id: string | null): Entry | null {
    const order = this.recognisable;
    return order !== null && order.id === id ? order : this.listedEntry(id);
  }

  /** The name of a person's party, or their own name without a party. */
  personName(participant: string | null): string {
    const person = this.conference.participant(participant);
    return (person?.party && this.conference.partyName(person.party)) || isolateDirection(person?.name ?? "");
  }

  themeTitle(key: string): string {
    const themes = this.client.store.all(this.conference.stream, "theme");
    return inLanguage(themes.find((theme) => theme.key === key)?.title, language()) || key;
  }

  private turnOf(kind: Turn["kind"]): Turn | null {
    return this.turn?.kind === kind ? this.turn : null;
  }
}
