/** What a moderator does with a session, and what it has chosen on the screen. */
import { getContext, setContext } from "svelte";
import { announcer } from "../../components/announcer.svelte";
import type { Client } from "../../state/client.svelte";
import type { Entities } from "../../state/store.svelte";
import type { Protocol } from "../../messages/messages.gen";
import type { Command } from "../../wire/frames";
import { CommandRunner } from "../../components/commandRunner.svelte";
import type { Entry } from "../../state/sessionModel.svelte";
import { Ballot } from "./ballot";
import { ConsoleModel } from "./consoleModel.svelte";
import { History } from "./history.svelte";
import { settle } from "./questions";
import { Revoking } from "./revoking.svelte";
import { Sides } from "./sides.svelte";
import type { Standing, Step } from "./undo";
import { t } from "./texts";

type Commands = Protocol["commands"];
export type DropChoice = "floor.wait" | "floor.play_recording" | "floor.read_out" | "floor.return_to_list";
export type Ruling = Commands["floor.rule"]["ruling"];
export type Slot = Commands["floor.seat"]["slot"];
export type Panel =
  "add" | "limits" | "suspend" | "close" | "revoke" | "appeal" | "seat" | "keys" | "file" | "order" | "press";

export class ConsoleController {
  readonly model: ConsoleModel;
  readonly acts: CommandRunner;
  readonly history = new History();
  readonly sides = new Sides();
  /** Ids of the entry and the question that keys act on. */
  chosenId = $state<string | null>(null);
  questionId = $state<string | null>(null);
  /** What the questions are searched for. */
  sought = $state("");
  /** What is unfolded, one at a time. */
  panel = $state<Panel | null>(null);
  /** The question whose dismissal waits for a reason. */
  dismissing = $state<string | null>(null);
  /** An entry that is not ready and was to be called: the moderator is asked (FL19). The token is that of then. */
  private asked = $state.raw<{ entry: string; token: number; at: string } | null>(null);
  private undoing = Promise.resolve();
  /** What was sent and is not answered yet. */
  private doing: Promise<unknown> = Promise.resolve();
  /** A party and the group that speaks for it as well: warned, not refused (FL5). */
  twice = $state.raw<{ party: string; group: string } | null>(null);

  readonly ballot = new Ballot(this);
  readonly revoking = new Revoking(this);

  constructor(
    readonly client: Client,
    session: string,
  ) {
    this.model = new ConsoleModel(client, session);
    this.acts = new CommandRunner(client, this.model.stream);
  }

  readonly next: Entry | null = $derived.by(() => this.model.coming[0] ?? null);
  readonly chosen: Entry | null = $derived.by(() => this.entry(this.chosenId));
  /** Who is asked about, until it is answered or the entry is gone from the list. */
  readonly asking: Entry | null = $derived.by(() => this.entry(this.asked?.entry ?? null));

  /** The turn whose holder's line is gone, and what may be done about it (FL20). */
  readonly dropped: Entities["turn"] | null = $derived.by(() => {
    const { turn } = this.model;
    return turn?.dropped_at ? turn : null;
  });

  /** The point of order that is heard, and to be ruled on (FL13). */
  readonly hearing: Entities["turn"] | null = $derived.by(() => this.turnOf("point_of_order"));
  /** The motion that is heard, and to be put to the vote (FL13). */
  readonly moving: Entities["turn"] | null = $derived.by(() => this.turnOf("motion"));
  /** A point of order, a motion or a vote comes first: nobody is given the floor, or thanked. */
  readonly onProcedure: boolean = $derived.by(
    () => this.hearing !== null || this.moving !== null || this.model.voting,
  );
  private said = $state.raw({ turn: "", text: "" });
  ruled = $state.raw<{ ruling: Ruling; party: string; returned: string | null; at: number } | null>(null);

  /** What the chair says with its ruling on the point of order that is heard; may be empty. */
  get rulingText(): string {
    return this.said.turn === this.hearing?.id ? this.said.text : "";
  }

  set rulingText(text: string) {
    if (this.hearing) this.said = { turn: this.hearing.id, text };
  }

  get token(): number {
    return this.model.floor?.token ?? 0;
  }

  /** The line is being restored; what was pressed would go out late. */
  get offline(): boolean {
    return ["connecting", "resuming"].includes(this.client.phase);
  }

  /** Something asks for an answer, and the rest makes room. */
  readonly pressed: boolean = $derived.by(() => {
    const waits = this.asking !== null || this.dropped !== null || this.onProcedure;
    return waits || this.model.orders.length > 0 || this.panel === "appeal";
  });

  get over(): boolean {
    return this.model.session?.state === "closed";
  }

  name(party: string | null | undefined): string {
    return this.model.conference.partyName(party);
  }

  /** Both lists, as they stand on the screen. */
  get listed(): Entry[] {
    return [...this.model.waiting, ...this.model.replies];
  }

  private turnOf(kind: Entities["turn"]["kind"]): Entities["turn"] | null {
    const { turn } = this.model;
    return turn?.kind === kind ? turn : null;
  }

  private entry(id: string | null): Entry | null {
    return this.listed.find((entry) => entry.id === id) ?? null;
  }

  /** Sends a command and keeps what undoes it. Without a line nothing is sent late: it is refused at once. */
  do(at: string, command: Command): Promise<boolean> {
    if (this.offline) {
      this.acts.refuse(at, t("act.offline"));
      return Promise.resolve(false);
    }
    const done = this.perform(at, command);
    this.doing = Promise.allSettled([this.doing, done]);
    return done;
  }

  private async perform(at: string, command: Command): Promise<boolean> {
    const before = this.standing;
    if (!(await this.acts.act(at, command))) return false;
    this.history.keep(command, before, this.standing);
    return true;
  }

  private get standing(): Standing {
    const { turn, floor, podium, questions } = this.model;
    const ordering = this.client.store.all(this.model.stream, "ordering")[0] ?? null;
    return { waiting: this.listed, turn, floor, ordering, podium, questions, now: this.client.now };
  }

  /** Each press undoes one step, also while the one before, or what it undoes, is still on its way. */
  undo(): void {
    const sent = this.offline ? null : this.doing;
    this.undoing = this.undoing.then(() => sent).then(() => this.undoLast());
  }

  private async undoLast(): Promise<void> {
    if (this.offline) return this.acts.refuse("undo", t("act.offline"));
    const step = this.history.take(this.client.now);
    if (!step) return;
    const before = this.standing;
    for (const command of step.inverse) if (!(await this.acts.act("undo", command))) return;
    this.history.follow(before, this.standing);
    announcer.say(t("undo.undone", { what: this.whatOf(step) }));
  }

  /** What a step did, in words: "moved Fiji". */
  whatOf({ did, party, participant }: Step): string {
    const name = participant ? this.model.conference.participant(participant)?.name : this.name(party);
    return t(`did.${did}`, { name: name ?? "" });
  }

  /** Gives the floor; where the server says that who is called is not ready, the moderator is asked (FL19). */
  give(entry: Entry | null, at = "give"): void {
    if (entry) void this.grant({ entry: entry.id, token: this.token, at }, false);
  }

  callAnyway(): void {
    if (this.asked && this.asking) void this.grant(this.asked, true);
  }

  private async grant(
    asked: { entry: string; token: number; at: string },
    confirmed: boolean,
  ): Promise<void> {
    const { entry, token, at } = asked;
    // Without a line nothing is sent, and what was asked still waits for an answer.
    if (!this.offline) this.asked = null;
    const command = { type: "floor.grant", entry, token, confirmed } as const;
    if ((await this.do(at, command)) || this.acts.refused?.code !== "floor.not_ready") return;
    this.acts.dismiss();
    this.asked = asked;
    announcer.sayNow(t("ask.not_ready", { name: this.name(this.asking?.party) }));
  }

  /** To the end of its category (FL19): who is asked about, else the chosen row. */
  callLater(): void {
    const entry = this.asking ?? this.chosen;
    if (!entry) return;
    const at = this.asking ? "give" : "row";
    this.asked = null;
    void this.do(at, { type: "floor.call_later", entry: entry.id, moves: entry.moves });
  }

  forgetAsking(): void {
    this.asked = null;
  }

  /** One of the four choices where the holder's line is gone (FL20). */
  onDrop(type: DropChoice): void {
    if (this.dropped) void this.do("drop", { type, token: this.token });
  }

  /** Hears the point of order that was raised first (FL13). */
  recognise(): void {
    const [order] = this.model.orders;
    if (order) void this.do("order", { type: "floor.recognise", entry: order.id, token: this.token });
  }

  async rule(ruling: Ruling): Promise<void> {
    if (!this.hearing) return;
    const text = this.rulingText.trim();
    await this.do("order", { type: "floor.rule", token: this.token, ruling, text });
  }

  thank(): void {
    if (this.model.turn) void this.do("thank", { type: "floor.end", token: this.token });
  }

  extend(seconds: number): void {
    if (this.model.turn) void this.do("time", { type: "floor.extend", token: this.token, seconds });
  }

  pause(): void {
    const { turn } = this.model;
    if (!turn) return;
    const type = turn.suspended_at === null ? "floor.suspend_turn" : "floor.resume_turn";
    void this.do("time", { type, token: this.token });
  }

  /** Calls the roll, or closes the roll call that is open (FL22). */
  callRoll(): void {
    const { calling } = this.model;
    this.sides.show("rollcall");
    void this.do(
      "roll",
      calling ? { type: "rollcall.close", roll_call: calling.id } : { type: "rollcall.open" },
    );
  }

  /** The introduction is over (FL4). */
  startRecording(): void {
    if (this.model.turn?.introducing)
      void this.do("time", { type: "floor.start_playback", token: this.token });
  }

  choose(step: number): void {
    const waiting = this.listed;
    const here = waiting.findIndex(({ id }) => id === this.chosenId);
    const place = here === -1 ? (step > 0 ? 0 : waiting.length - 1) : here + step;
    this.chosenId = (waiting[place] ?? waiting[here])?.id ?? null;
    this.sides.here = "list";
  }

  /** Moves the chosen entry by one place. */
  moveBy(step: -1 | 1): void {
    if (!this.chosen) return;
    const waiting = this.model.beside(this.chosen);
    const here = waiting.findIndex(({ id }) => id === this.chosenId);
    const entry = waiting[here];
    const place = here + step;
    if (!entry || place < 0 || place >= waiting.length) return;
    void this.move(entry, waiting[step === -1 ? place : place + 1] ?? null);
  }

  /** Moves an entry in front of another, or to the end; names what was seen, so that two movers do not cross (FL8). */
  async move(entry: Entry, before: Entry | null, at = "row"): Promise<void> {
    if (entry.id === before?.id) return;
    const done = await this.do(at, {
      type: "floor.move",
      entry: entry.id,
      moves: entry.moves,
      before: before?.id ?? null,
      before_moves: before?.moves ?? null,
    });
    if (done) announcer.say(t("say.moved", { name: this.name(entry.party), place: this.placeOf(entry.id) }));
  }

  private placeOf(entry: string): number {
    const found = this.entry(entry);
    return found ? this.model.beside(found).findIndex(({ id }) => id === entry) + 1 : 0;
  }

  withdraw(entry: Entry): void {
    void this.do("row", { type: "floor.withdraw", entry: entry.id });
  }

  /** Where nobody is at the desk, the chair looks for itself who sits in the hall (FL18). */
  confirmInHall(entry: Entry): void {
    void this.do("row", { type: "floor.confirm_in_hall", entry: entry.id });
  }

  changeSpeaker(entry: string, speaker: string, at: string): Promise<boolean> {
    return this.do(at, { type: "floor.change_speaker", entry, speaker });
  }

  /** Who reads a statement out (FL4). */
  nameReader(entry: string, reader: string, at: string): Promise<boolean> {
    return this.do(at, { type: "floor.name_reader", entry, reader });
  }

  /** All rows of a file that can be put on the list, at once (FL3). */
  inscribeMany(rows: Commands["floor.inscribe_many"]["rows"], reason: string): Promise<boolean> {
    return this.do("file", { type: "floor.inscribe_many", rows, reason });
  }

  openList(closesAt: string | null): Promise<boolean> {
    return this.do("list", { type: "floor.open_list", closes_at: closesAt });
  }

  /** Takes the rights of reply now, or goes back to the list (FL14). */
  turnToReplies(): void {
    const { floor, replies } = this.model;
    if (!floor || (!floor.takes_replies && !replies.length)) return;
    void this.do("list", { type: "floor.turn_to_replies", takes_replies: !floor.takes_replies });
  }

  closeList(): void {
    void this.do("list", { type: "floor.close_list" });
  }

  async session(
    type: "session.open" | "session.suspend" | "session.resume" | "session.close",
    reason = "",
  ): Promise<boolean> {
    const command: Commands[typeof type] = type === "session.suspend" ? { type, reason } : { type };
    const asked = this.panel;
    const done = await this.do("session", command);
    if (done && this.panel === asked) this.panel = null;
    return done;
  }

  /** Takes the chair, also from one that vanished, or hands it to another moderator (FL20). */
  handOver(to: string | null): Promise<boolean> {
    return this.do("podium", { type: "floor.hand_over", chair: this.model.seated("chair"), to });
  }

  seat(slot: Slot, participant: string): Promise<boolean> {
    const seen = this.model.seated(slot) ?? "";
    if (slot === "chair" && seen && seen !== participant) return this.handOver(participant);
    return this.do("podium", { type: "floor.seat", slot, participant, seen });
  }

  unseat(slot: Slot): void {
    void this.do("podium", { type: "floor.unseat", slot, seen: this.model.seated(slot) });
  }

  onQuestion(
    type: "question.approve" | "question.pin" | "question.unpin" | "question.answer",
    question: string,
  ): void {
    void settle(this, question, { type, question });
  }

  async dismiss(question: string, reason: string): Promise<void> {
    if (await settle(this, question, { type: "question.dismiss", question, reason })) this.dismissing = null;
  }

  /** A dialog opened or closed; one that gave way to another closes nothing of it. */
  showDialog(panel: Panel, open: boolean): void {
    if (open) this.panel = panel;
    else if (this.panel === panel) this.panel = null;
  }

  unfold(panel: Panel): void {
    this.panel = this.panel === panel ? null : panel;
    if (this.panel === "revoke") this.revoking.begin();
  }

  /** Escape: what is unfolded or asked goes away; nothing is done. */
  fold(): void {
    this.panel = null;
    this.dismissing = null;
    this.asked = null;
    this.acts.dismiss();
  }
}

const KEY = Symbol("controller");

export const provideController = (controller: ConsoleController): ConsoleController =>
  setContext(KEY, controller);
export const useController = (): ConsoleController => getContext<ConsoleController>(KEY);
