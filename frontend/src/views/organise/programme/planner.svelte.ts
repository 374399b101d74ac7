/** The programme as one organiser plans it: the day that is shown, the session that is open, and what is being moved. */
import { getContext, setContext, untrack } from "svelte";
import { focusHeading } from "../../../components/focus";
import { language } from "../../../locales/language.svelte";
import type { Client } from "../../../state/client.svelte";
import { ConferenceView } from "../../../state/conference.svelte";
import { inLanguage, sessionStream } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";
import type { Command } from "../../../wire/frames";
import type { Plan } from "./inverse";
import { placeOf, type PlannedPlace } from "./layout";
import { PlanActs, type Answer } from "./planActs.svelte";
import { clashesByPair, planClashes } from "./planClashes";
import { HOUR, momentOf, nameableMoment, wallTimeOf } from "./wallTime";

type Session = Entities["session"];
type SessionValues = Extract<Command, { type: "programme.change_session" }>["values"];

/** Where a session would be if it were let go now. Without a session it is a new one. */
export interface PlacePreview extends PlannedPlace {
  session: string | null;
  /** It is a copy; the session stays. */
  copies: boolean;
}

const unique = <T>(all: readonly T[]): T[] => all.filter((one, at) => all.indexOf(one) === at);
const byNumber = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id);

export class Planner {
  readonly view: ConferenceView;
  readonly acts: PlanActs;
  private chosenDate = $state("");
  /** The session whose details are shown. */
  open = $state<string | null>(null);
  /** The session that has the keyboard's focus. */
  focused = $state<string | null>(null);
  /** The session that gets the focus once it is shown. */
  focusWhenShown = $state<string | null>(null);
  preview = $state.raw<PlacePreview | null>(null);
  /** A new session's time and room, while its title is typed. */
  draft = $state.raw<PlannedPlace | null>(null);
  /** What was typed of it. The form is made anew when the page becomes narrow or wide. */
  draftTitle = $state("");
  wholeDay = $state(false);

  constructor(readonly client: Client) {
    this.view = new ConferenceView(client);
    this.acts = new PlanActs(client, () => this.plan);
  }

  get stream(): string {
    return this.view.stream;
  }

  get zone(): string {
    return this.view.zone;
  }

  readonly sessions = $derived.by(() =>
    [...this.view.sessions].sort(
      (a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at) || byNumber(a, b),
    ),
  );
  readonly rooms = $derived.by(() => this.client.store.all(this.stream, "room").sort(byNumber));
  readonly themes = $derived.by(() => this.client.store.all(this.stream, "theme").sort(byNumber));
  readonly days = $derived.by(() => this.client.store.all(this.stream, "day"));
  readonly roles = $derived.by(() => this.client.store.all(this.stream, "session_role"));

  /** The dates of the programme, in order. */
  readonly dates = $derived.by(() => {
    const held = this.sessions.map((one) => wallTimeOf(this.currentPlace(one).starts, this.zone).date);
    return unique([...this.days.map(({ date }) => date), ...held]).sort();
  });

  /** The date of the shown day. */
  readonly date = $derived.by(() => {
    if (this.dates.includes(this.chosenDate)) return this.chosenDate;
    // Not tracked: the page does not turn to another day at midnight.
    const today = untrack(() => wallTimeOf(this.client.now, this.zone).date);
    return this.dates.find((date) => date >= today) ?? this.dates[0] ?? today;
  });

  show(date: string): void {
    this.chosenDate = date;
  }

  /** The languages in which texts are written. */
  get languages(): string[] {
    return this.view.languages;
  }

  /** The language in which a new text is written: the reader's, if the conference has it. */
  get tag(): string {
    return this.languages.includes(language()) ? language() : (this.languages[0] ?? language());
  }

  /** The sessions of the shown day, with the one that is being moved there. */
  readonly shown = $derived.by(() =>
    this.sessions.filter((one) => this.isOnDate(this.currentPlace(one), this.date)),
  );

  isOnDate = ({ starts }: PlannedPlace, date: string): boolean => wallTimeOf(starts, this.zone).date === date;

  /** Where a session is, or where it would be if it were let go now. */
  currentPlace = (session: Session): PlannedPlace =>
    this.preview && this.preview.session === session.id && !this.preview.copies
      ? this.preview
      : placeOf(session);

  readonly clashes = $derived.by(() =>
    clashesByPair(
      planClashes({
        sessions: this.sessions,
        place: this.currentPlace,
        roles: this.roles,
        partyOf: (id) => this.view.participant(id)?.party ?? null,
        expected: this.client.store.signal(this.stream, "planning.expected")?.sessions ?? [],
      }),
    ),
  );

  session(id: string | null): Session | null {
    return this.client.store.one(this.stream, "session", id);
  }

  name(text: Readonly<Record<string, string>> | null | undefined): string {
    return inLanguage(text, language());
  }

  roomName(id: string | null): string {
    return this.name(this.rooms.find((room) => room.id === id)?.name);
  }

  private get plan(): Plan {
    const { stream, zone, sessions, rooms, themes, days, client } = this;
    const floors: Record<string, Entities["floor"] | null> = Object.fromEntries(
      sessions.map(({ id }) => [id, client.store.one(sessionStream(id), "floor", id)]),
    );
    const floor = (id: string) => floors[id] ?? null;
    return { stream, zone, session: sessions, room: rooms, theme: themes, day: days, floor };
  }

  /** Forgets a preview once its command is answered, unless another one is there meanwhile. */
  forgetPreview(preview: PlacePreview): void {
    if (this.preview === preview) this.preview = null;
  }

  /** Where a new session goes that is added by a key: behind the one that has the focus, or the last of its room. */
  get placeForNew(): PlannedPlace {
    const beside = this.session(this.focused);
    const room = beside ? beside.room : (this.rooms[0]?.id ?? null);
    const before = beside ? [beside] : this.shown.filter((one) => one.room === room);
    const last = Math.max(...before.map((one) => placeOf(one).ends));
    const nine = momentOf({ date: this.date, time: "09:00" }, this.zone) ?? this.client.now;
    const starts = before.length ? last : nine;
    return { starts, ends: starts + HOUR, room };
  }

  /** Sends a command about the whole programme. */
  sendToConference(at: string, name: string, command: Command): Promise<Answer> {
    return this.acts.enqueue(at, name, () => ({ stream: this.stream, command }));
  }

  /** Sends a command about one session. */
  sendToSession(at: string, id: string, command: Command): Promise<Answer> {
    const name = this.view.title(this.session(id));
    return this.acts.enqueue(at, name, () => ({ stream: sessionStream(id), command }));
  }

  change(at: string, id: string, values: SessionValues, seen: SessionValues): Promise<Answer> {
    return this.sendToSession(at, id, { type: "programme.change_session", values, seen });
  }

  /** Moves a session to another time and room, or changes its end. Decided when earlier commands are answered. */
  move(id: string, to: (now: PlannedPlace) => PlannedPlace): Promise<Answer> {
    const name = this.view.title(this.session(id));
    return this.acts.enqueue("board", name, () => {
      const session = this.session(id);
      if (!session) return null;
      const changed = this.changedTimes(session, to(placeOf(session)));
      if (!changed) return null;
      return { stream: sessionStream(id), command: { type: "programme.change_session", ...changed } };
    });
  }

  private changedTimes(
    session: Session,
    to: PlannedPlace,
  ): { values: SessionValues; seen: SessionValues } | null {
    const now = placeOf(session);
    const values: SessionValues = {};
    const seen: SessionValues = {};
    if (to.starts !== now.starts) {
      const [wall, before] = [wallTimeOf(to.starts, this.zone), wallTimeOf(now.starts, this.zone)];
      Object.assign(values, { date: wall.date, starts: wall.time });
      Object.assign(seen, { date: before.date, starts: before.time });
    }
    if (to.ends - to.starts !== now.ends - now.starts) {
      values.ends = wallTimeOf(to.ends, this.zone).time;
      seen.ends = wallTimeOf(now.ends, this.zone).time;
    }
    if (to.room !== now.room) {
      values.room = to.room;
      seen.room = now.room;
    }
    return Object.keys(values).length ? { values, seen } : null;
  }

  /** A place that a command can name, of the same length. */
  nameablePlace({ starts, ends, room }: PlannedPlace): PlannedPlace {
    const first = nameableMoment(starts, this.zone);
    return { starts: first, ends: first + (ends - starts), room };
  }

  async copy(id: string, to: PlannedPlace): Promise<void> {
    const { date, time: starts } = wallTimeOf(to.starts, this.zone);
    const more = to.room === null ? {} : { room: to.room };
    const before = this.sessions.map(({ id }) => id);
    const command = { type: "programme.copy_session", session: id, date, starts, ...more } as const;
    const answer = await this.sendToConference("board", this.view.title(this.session(id)), command);
    if (answer.ok) this.openAdded(before);
  }

  /** Adds the session of the draft. */
  async add(): Promise<boolean> {
    const [place, title] = [this.draft, this.draftTitle.trim()];
    if (!place) return false;
    const [starts, ends] = [wallTimeOf(place.starts, this.zone), wallTimeOf(place.ends, this.zone)];
    const before = this.sessions.map(({ id }) => id);
    const answer = await this.sendToConference("draft", title, {
      type: "programme.add_session",
      title: { [this.tag]: title },
      date: starts.date,
      starts: starts.time,
      ends: ends.time,
      room: this.roomName(place.room),
    });
    if (!answer.ok) return false;
    this.dropDraft();
    this.openAdded(before);
    return true;
  }

  dropDraft(): void {
    this.draft = null;
    this.draftTitle = "";
  }

  /** Shows the details of what was added. */
  private openAdded(before: readonly string[]): void {
    const fresh = this.sessions.find(({ id }) => !before.includes(id));
    if (!fresh) return;
    this.show(wallTimeOf(Date.parse(fresh.starts_at), this.zone).date);
    this.open = fresh.id;
    this.focusWhenShown = fresh.id;
  }

  /** Copies a session to the time behind it. */
  copyBehind(id: string): void {
    const session = this.session(id);
    if (!session) return;
    const { starts, ends, room } = placeOf(session);
    void this.copy(id, { starts: ends, ends: ends + (ends - starts), room });
  }

  /** Removes a session. Its agenda and speaking times are read first, so that they come back with it. */
  async remove(id: string, at = "board"): Promise<void> {
    const name = this.view.title(this.session(id));
    const shown = this.shown.map((one) => one.id);
    const leave = this.client.follow(sessionStream(id));
    await this.waitForFloor(id);
    leave();
    const command = { type: "programme.remove_session", session: id } as const;
    await this.acts.enqueue(
      at,
      name,
      () => ({ stream: this.stream, command }),
      () => {
        if (this.open === id) this.open = null;
        const next = shown[shown.indexOf(id) + 1] ?? shown[shown.indexOf(id) - 1];
        if (next) this.focusWhenShown = next;
        else focusHeading();
      },
    );
  }

  /** Waits for the floor of a session, for a while. */
  private waitForFloor(id: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = $effect.root(() => {
        $effect(() => {
          if (this.client.store.one(sessionStream(id), "floor", id)) done();
        });
      });
      const timer = setTimeout(done, LONGEST_READ_MS);
      function done() {
        clearTimeout(timer);
        resolve();
        queueMicrotask(stop);
      }
    });
  }
}

const KEY = Symbol("planner");
const LONGEST_READ_MS = 2000;

export const providePlanner = (planner: Planner): Planner => setContext(KEY, planner);
export const usePlanner = (): Planner => getContext<Planner>(KEY);
