/** What a moderator does with a session, and what it has chosen on the screen. */
import { getContext, setContext } from "svelte";
import { announcer } from "../../components/announcer.svelte";
import type { Hall } from "../../state/hall.svelte";
import type { Entities } from "../../state/store.svelte";
import type { Protocol } from "../../protocol/messages.gen";
import { Acts } from "../staff/acts.svelte";
import { Sitting, type Entry } from "../staff/sitting.svelte";
import { t } from "./words";

type Commands = Protocol["commands"];
export type Slot = Commands["floor.seat"]["slot"];
export type Panel = "add" | "limits" | "suspend" | "close" | "keys";

/** How long a withdrawn place can be given back (FL2). */
const RESTORABLE_MS = 120_000;

export class Chairing {
  readonly sitting: Sitting;
  readonly acts: Acts;
  /** Ids of the entry and the question that keys act on. */
  chosenId = $state<string | null>(null);
  questionId = $state<string | null>(null);
  /** What is unfolded, one at a time. */
  panel = $state<Panel | null>(null);
  /** The question whose dismissal waits for a reason. */
  dismissing = $state<string | null>(null);
  /** A party and the group that speaks for it as well: warned, not refused (FL5). */
  twice = $state.raw<{ party: string; group: string } | null>(null);
  withdrawn = $state.raw<{ entry: string; party: string; at: number } | null>(null);

  constructor(
    readonly hall: Hall,
    session: string,
  ) {
    this.sitting = new Sitting(hall, session);
    this.acts = new Acts(hall, this.sitting.stream);
  }

  readonly next: Entry | null = $derived.by(() => this.sitting.waiting[0] ?? null);
  readonly chosen: Entry | null = $derived.by(
    () => this.sitting.waiting.find(({ id }) => id === this.chosenId) ?? null,
  );
  readonly question: Entities["question"] | null = $derived.by(
    () => this.sitting.questions.find(({ id }) => id === this.questionId) ?? null,
  );

  get token(): number {
    return this.sitting.floor?.token ?? 0;
  }

  get speaking(): boolean {
    return this.sitting.turn !== null;
  }

  name(party: string | null | undefined): string {
    return this.sitting.conference.partyName(party);
  }

  /** What was withdrawn here and can still be given back. */
  get undoable(): { entry: string; party: string } | null {
    const gone = this.withdrawn;
    return gone && this.hall.now - gone.at < RESTORABLE_MS ? gone : null;
  }

  give(entry: Entry | null, at = "give"): void {
    if (entry) void this.acts.act(at, { type: "floor.grant", entry: entry.id, token: this.token });
  }

  thank(): void {
    if (this.speaking) void this.acts.act("thank", { type: "floor.end", token: this.token });
  }

  revoke(reason: string): Promise<boolean> {
    return this.acts.act("revoke", { type: "floor.revoke", token: this.token, reason });
  }

  extend(seconds: number): void {
    if (this.speaking) void this.acts.act("time", { type: "floor.extend", token: this.token, seconds });
  }

  pause(): void {
    const { turn } = this.sitting;
    if (!turn) return;
    const type = turn.suspended_at === null ? "floor.suspend_turn" : "floor.resume_turn";
    void this.acts.act("time", { type, token: this.token });
  }

  choose(step: number): void {
    const { waiting } = this.sitting;
    const here = waiting.findIndex(({ id }) => id === this.chosenId);
    const place = here === -1 ? (step > 0 ? 0 : waiting.length - 1) : here + step;
    this.chosenId = (waiting[place] ?? waiting[here])?.id ?? null;
  }

  /** Moves the chosen entry by one place. */
  moveBy(step: -1 | 1): void {
    const { waiting } = this.sitting;
    const here = waiting.findIndex(({ id }) => id === this.chosenId);
    const entry = waiting[here];
    const place = here + step;
    if (!entry || place < 0 || place >= waiting.length) return;
    void this.move(entry, waiting[step === -1 ? place : place + 1] ?? null);
  }

  /** Moves an entry in front of another, or to the end; names what was seen, so that two movers do not cross (FL8). */
  async move(entry: Entry, before: Entry | null, at = "row"): Promise<void> {
    if (entry.id === before?.id) return;
    const done = await this.acts.act(at, {
      type: "floor.move",
      entry: entry.id,
      moves: entry.moves,
      before: before?.id ?? null,
      before_moves: before?.moves ?? null,
    });
    if (done) announcer.say(t("say.moved", { name: this.name(entry.party), place: this.placeOf(entry.id) }));
  }

  private placeOf(entry: string): number {
    return this.sitting.waiting.findIndex(({ id }) => id === entry) + 1;
  }

  async withdraw(entry: Entry): Promise<void> {
    const done = await this.acts.act("row", { type: "floor.withdraw", entry: entry.id });
    if (done) this.withdrawn = { entry: entry.id, party: entry.party, at: this.hall.now };
  }

  async takeBack(): Promise<void> {
    const gone = this.undoable;
    if (gone && (await this.acts.act("undo", { type: "floor.restore", entry: gone.entry })))
      this.withdrawn = null;
  }

  changeSpeaker(entry: string, speaker: string, at: string): void {
    void this.acts.act(at, { type: "floor.change_speaker", entry, speaker });
  }

  openList(closesAt: string | null): Promise<boolean> {
    return this.acts.act("list", { type: "floor.open_list", closes_at: closesAt });
  }

  closeList(): void {
    void this.acts.act("list", { type: "floor.close_list" });
  }

  async session(
    type: "session.open" | "session.suspend" | "session.resume" | "session.close",
    reason = "",
  ): Promise<void> {
    const command: Commands[typeof type] = type === "session.suspend" ? { type, reason } : { type };
    if (await this.acts.act("session", command)) this.panel = null;
  }

  seat(slot: Slot, participant: string): Promise<boolean> {
    return this.acts.act("podium", { type: "floor.seat", slot, participant });
  }

  unseat(slot: Slot): void {
    void this.acts.act("podium", { type: "floor.unseat", slot });
  }

  onQuestion(
    type: "question.approve" | "question.pin" | "question.unpin" | "question.answer",
    question: string,
  ): void {
    void this.acts.act(`question-${question}`, { type, question });
  }

  async dismiss(question: string, reason: string): Promise<void> {
    const command = { type: "question.dismiss", question, reason } as const;
    if (await this.acts.act(`question-${question}`, command)) this.dismissing = null;
  }

  unfold(panel: Panel): void {
    this.panel = this.panel === panel ? null : panel;
  }
}

const KEY = Symbol("chairing");

export const provideChairing = (chairing: Chairing): Chairing => setContext(KEY, chairing);
export const useChairing = (): Chairing => getContext<Chairing>(KEY);
