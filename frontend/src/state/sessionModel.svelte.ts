/** A session as views read it: its entities and signals, and what follows from them. */
import { marksOf, type Marks, type Origin } from "./marks";
import {
  entriesIn,
  sortEntries,
  isListed,
  isExplanation,
  isReply,
  readerSlot,
  sessionStream,
  entriesInCallOrder,
  turnClock,
  type TurnClock,
} from "./selectors";
import { ConferenceView } from "./conference.svelte";
import type { Client } from "./client.svelte";
import type { Entities, Signals } from "./store.svelte";

export type Entry = Entities["entry"];
export type Turn = Entities["turn"];
export type Vote = Entities["vote"];

/** The signal `media.lines` while nothing is sent. */
export const NO_LINES: Signals["media.lines"] = {
  publishing: [],
  hall: false,
  slides: null,
  languages: [],
  sign: false,
  floor: null,
  relay: "",
};
const SILENCE: Signals["media.speaking"] = { slots: [], panel: null };
const NOBODY: Signals["presence"] = {
  parties: {},
  devices: {},
  lost: [],
  people: [],
  audience_hall: 0,
  audience_remote: 0,
  audience_simulated: 0,
  moderators: 0,
};

/** The server's verdict whether an entry's speaker could speak now (FL18). */
export type Readiness = Signals["floor.readiness"]["entries"][string];

export class SessionModel {
  readonly conference: ConferenceView;
  readonly stream: string;

  constructor(
    readonly client: Client,
    readonly id: string,
  ) {
    this.conference = new ConferenceView(client);
    this.stream = sessionStream(id);
  }

  /** True once the session's snapshot has arrived. */
  readonly isKnown: boolean = $derived.by(() => this.floor !== null);
  readonly session = $derived.by(() => this.client.store.one(this.stream, "session", this.id));
  readonly floor = $derived.by(() => this.client.store.one(this.stream, "floor", this.id));
  readonly turn = $derived.by(() => this.client.store.one(this.stream, "turn", this.floor?.turn));
  /** All entries of the present item, in no order (FL14). */
  readonly allEntries: Entry[] = $derived.by(() => entriesIn(this.client.store, this.stream));
  /** The list of speakers, without points of order (FL13). */
  readonly waiting: Entry[] = $derived.by(() => sortEntries(this.allEntries.filter(isListed)));
  /** The rights of reply (FL14). */
  readonly explanations: Entry[] = $derived.by(() => sortEntries(this.allEntries.filter(isExplanation)));
  readonly replies: Entry[] = $derived.by(() => sortEntries(this.allEntries.filter(isReply)));
  /** A motion adjourned or closed the debate, so nobody on the list is called until it is resumed (FL27). */
  readonly isDebateOver: boolean = $derived.by(() => (this.floor?.debate ?? "open") !== "open");
  /** All who wait on a list, in the order in which they are called. */
  readonly inCallOrder: Entry[] = $derived.by(() =>
    entriesInCallOrder(this.allEntries, this.floor?.takes_replies ?? false),
  );
  /** Those of them who will be called as things stand. */
  readonly upcoming: Entry[] = $derived.by(() =>
    this.isDebateOver ? this.inCallOrder.filter((entry) => !isListed(entry)) : this.inCallOrder,
  );
  /** The party that speaks when the session goes on: of the current or interrupted turn, or else of the next entry. */
  readonly nextParty: string | null = $derived.by(
    () => (this.turn ?? this.interrupted ?? this.upcoming[0])?.party ?? null,
  );
  /** The list that holds an entry. */
  readonly listOf = (entry: Entry): Entry[] =>
    isExplanation(entry) ? this.explanations : isReply(entry) ? this.replies : this.waiting;
  get statements(): Entities["written_statement"][] {
    return this.client.store.all(this.stream, "written_statement");
  }
  /** The open vote, or the last one until the next grant of the floor (FL13). */
  readonly vote: Vote | null = $derived.by(() => this.client.store.all(this.stream, "vote")[0] ?? null);
  readonly isVoting: boolean = $derived.by(() => this.vote !== null && this.vote.closed_at === null);
  get questions(): Entities["question"][] {
    return this.client.store.all(this.stream, "question");
  }
  /** The question that is shown to everyone. */
  readonly pinned = $derived.by(() => this.questions.find(({ pinned }) => pinned) ?? null);
  get votes(): Record<string, number> {
    return this.client.store.signal(this.stream, "question.votes")?.counts ?? {};
  }
  get presence(): Signals["presence"] {
    return this.client.store.signal(this.stream, "presence") ?? NOBODY;
  }
  get lines(): Signals["media.lines"] {
    return this.client.store.signal(this.stream, "media.lines") ?? NO_LINES;
  }
  /** Null until the server has told the lines, and after the session is closed: nobody is on air then. */
  get linesOnAir(): Signals["media.lines"] | null {
    return this.session?.state === "closed" ? null : this.client.store.signal(this.stream, "media.lines");
  }
  /** The languages into which the session is interpreted, in the organiser's order. */
  readonly channels: Entities["language_channel"][] = $derived.by(() =>
    this.client.store.all(this.stream, "language_channel").sort((a, b) => a.position - b.position),
  );
  /** The participant whose screen is shown. Null as soon as they lose the floor, unless they sit on the podium. */
  readonly screen: string | null = $derived.by(() => {
    const { slides } = this.lines;
    const party = this.conference.participant(slides)?.party;
    const may =
      (party && party === this.turn?.party) || this.podium.some((one) => one.participant === slides);
    return may || slides === this.turn?.reader ? slides : null;
  });
  /** The slots in which somebody speaks now. */
  get speaking(): Signals["media.speaking"] {
    return this.client.store.signal(this.stream, "media.speaking") ?? SILENCE;
  }
  /** How many moderators are connected; null until the server has told it. */
  readonly moderators: number | null = $derived.by(
    () => this.client.store.signal(this.stream, "presence")?.moderators ?? null,
  );
  get podium(): Entities["podium_seat"][] {
    return this.client.store.all(this.stream, "podium_seat");
  }

  /** The turn that was interrupted last, and is the first to return (FL13). They come in the order of their numbers. */
  get interrupted(): Turn | null {
    return this.client.store.all(this.stream, "interrupted_turn").at(-1) ?? null;
  }

  /** The motion before the meeting: the last one. Null during a vote (FL27). */
  get motion(): Entities["pending_motion"] | null {
    return this.isVoting ? null : (this.client.store.all(this.stream, "pending_motion").at(-1) ?? null);
  }

  /** The delegation that appealed against the ruling, which the chair has to put to the vote (FL13). */
  get appellant(): string | null {
    return this.floor?.appellant ?? null;
  }

  /** The running recording of the session; null if it is not recorded. */
  get runningRecording(): Entities["running_recording"] | null {
    return this.client.store.all(this.stream, "running_recording")[0] ?? null;
  }

  /** The clock of the current turn, or null. A view that reads it is updated as it runs. */
  get clock(): TurnClock | null {
    return this.turn ? turnClock(this.turn, this.client.now) : null;
  }

  members(party: string): string[] {
    return this.people.filter((person) => person.party === party).map(({ id }) => id);
  }

  get people(): Entities["participant"][] {
    return this.client.store.all(this.conference.stream, "participant");
  }

  get parties(): Entities["party"][] {
    return this.client.store.all(this.conference.stream, "party");
  }

  /** The slot that carries the person who reads the current turn out. */
  get readerSlot(): string {
    return readerSlot(this.conference.participant(this.turn?.reader), this.podium);
  }

  /** The name of the person who reads a turn out; empty if nobody is named and nobody presides. */
  readerName({ mode, reader }: Pick<Turn, "mode" | "reader">): string {
    return mode === "read_out" ? (this.conference.participant(reader)?.name ?? "") : "";
  }

  /** Who speaks for the party, as a line under its name. Empty for a reader, whose name stands beside it. */
  speakerLine(turn: Turn): string {
    return this.readerName(turn) ? "" : this.conference.personLine(this.speakerOf(turn));
  }

  /** Who speaks: the reader, or else the named member, or else the only member of the party who sends media. */
  speakerOf(turn: Pick<Turn, "party" | "speaker"> & { reader?: string | null }): string | null {
    if (turn.reader) return turn.reader;
    if (turn.speaker) return turn.speaker;
    const open = this.members(turn.party).filter((member) => this.lines.publishing.includes(member));
    return open.length === 1 ? (open[0] ?? null) : null;
  }

  /** Who would speak: the named speaker, or if unknown the connected members of the party (real if any of them is). */
  originOf(of: Pick<Turn, "party" | "speaker">): Origin {
    const speaker = this.speakerOf(of);
    const here = this.presence.parties[of.party];
    const people = [...(here?.hall ?? []), ...(here?.remote ?? [])];
    const asked = speaker ? [speaker] : people;
    if (asked.length === 0) return "absent";
    if (asked.every((id) => this.conference.participant(id)?.simulated === true)) return "simulated";
    return speaker && !people.includes(speaker) ? "absent" : "real";
  }

  isSimulated(of: Pick<Turn, "party" | "speaker">): boolean {
    return this.originOf(of) === "simulated";
  }

  /** The marks of a list of entries. */
  marksOf<Row extends Pick<Turn, "party" | "speaker">>(rows: readonly Row[]): Marks<Row> {
    return marksOf(rows, (row) => this.originOf(row));
  }

  /** The slots of remote speakers: the holder of the floor, the chair and the seats on the podium. */
  get remoteSlots(): string[] {
    const panel = this.podium.map(({ id }) => id).filter((slot) => slot !== "chair");
    return ["floor", "chair", ...panel.sort()];
  }

  /** Who sits in a slot of the podium, by participant id. */
  participantIn(slot: string): string | null {
    return this.podium.find(({ id }) => id === slot)?.participant ?? null;
  }

  /** The current agenda item; null while it is the first and nobody has taken up another (FL14). */
  get item(): { item: number; title: string } | null {
    const { item, item_title: title } = this.floor ?? { item: 1, item_title: "" };
    return title ? { item, title } : null;
  }

  /** The name of the person in the chair; empty if nobody presides. */
  get chairName(): string {
    return this.conference.participant(this.participantIn("chair"))?.name ?? "";
  }

  isPublishing(participant: string | null): boolean {
    return participant !== null && this.lines.publishing.includes(participant);
  }
}
