/** An outcome document as its page needs it: its parts in order, what the seat may do, and its commands. */
import { announcer } from "../../components/announcer.svelte";
import { comma, formatTag, language } from "../../locales/language.svelte";
import type { Refusal } from "../../locales/texts";
import type { Client } from "../../state/client.svelte";
import { ConferenceView } from "../../state/conference.svelte";
import { outcomeStream } from "../../state/outcome";
import { inLanguage } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { withTime } from "../../state/moments";
import { hallTime, timeIn } from "../../state/times";
import type { Command } from "../../wire/frames";
import { Recordings } from "../record/recordings.svelte";
import { notesOf } from "./markup";
import { refusalText, t } from "./texts";

export type Paragraph = Entities["outcome_paragraph"];
export type Amendment = Entities["outcome_amendment"];
export type OwnDraft = Entities["my_amendment"];
export type Comment = Entities["outcome_comment"];

/** Before the first paragraph. */
export const AT_START = "";

export interface Undo {
  text: () => string;
  undo: () => Promise<boolean>;
}

/** The rows of each key, in their order. */
function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it is made anew whenever a row changes
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const there = found.get(key(row));
    if (there) there.push(row);
    else found.set(key(row), [row]);
  }
  return found;
}

export class OutcomeModel {
  readonly stream: string;
  readonly conference: ConferenceView;
  /** The recordings to which citations lead. */
  readonly recordings: Recordings;
  refused = $state.raw<{ at: string; text: () => string; code: string } | null>(null);
  /** What was done last and can be undone. */
  lastAct = $state.raw<Undo | null>(null);
  private pending = $state.raw<readonly string[]>([]);

  constructor(
    readonly client: Client,
    readonly id: string,
  ) {
    this.stream = outcomeStream(id);
    this.conference = new ConferenceView(client);
    this.recordings = new Recordings(() => client.token);
  }

  readonly document = $derived.by(() => this.client.store.one(this.stream, "outcome_document", this.id));
  readonly paragraphs = $derived.by(() =>
    this.client.store
      .all(this.stream, "outcome_paragraph")
      .sort((a, b) => a.position - b.position || +a.id - +b.id),
  );
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it is made anew whenever a paragraph changes
  readonly byId = $derived.by(() => new Map(this.paragraphs.map((one) => [one.id, one])));
  readonly amendments = $derived.by(() =>
    this.client.store.all(this.stream, "outcome_amendment").sort((a, b) => a.number - b.number),
  );
  private readonly amendmentsByPlace = $derived.by(() =>
    byKey(this.amendments, ({ paragraph }) => paragraph ?? AT_START),
  );
  /** The drafts of the own delegation. */
  readonly ownDrafts = $derived.by(() => this.client.store.all(this.stream, "my_amendment"));
  private readonly draftsByPlace = $derived.by(() =>
    byKey(this.ownDrafts, ({ paragraph }) => paragraph ?? AT_START),
  );
  private readonly commentsByPlace = $derived.by(() =>
    byKey(
      this.client.store
        .all(this.stream, "outcome_comment")
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      ({ paragraph }) => paragraph,
    ),
  );
  private readonly citationsByPlace = $derived.by(() =>
    byKey(this.client.store.all(this.stream, "outcome_citation"), ({ paragraph }) => paragraph),
  );
  /** The number of the last footnote before each paragraph. */
  readonly notesBefore = $derived.by(() => {
    let count = 0;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- as above
    return new Map(
      this.paragraphs.map(({ id, text }) => {
        const before = count;
        count += notesOf(text).length;
        return [id, before];
      }),
    );
  });
  readonly procedures = $derived.by(() =>
    this.client.store
      .all(this.stream, "outcome_procedure")
      .sort((a, b) => Date.parse(a.begun_at) - Date.parse(b.begun_at) || +a.id - +b.id),
  );
  /** The procedure that runs. */
  readonly procedure = $derived.by(() => this.procedures.find(({ result }) => result === "") ?? null);
  /** The procedure that runs, or else the last one. */
  readonly latest = $derived.by(() => this.procedure ?? this.procedures.at(-1) ?? null);
  /** The objections in that procedure. */
  readonly objections = $derived.by(() =>
    this.client.store
      .all(this.stream, "outcome_objection")
      .filter(({ procedure, withdrawn }) => procedure === this.latest?.id && !withdrawn)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  );
  readonly reservations = $derived.by(() =>
    this.client.store
      .all(this.stream, "outcome_reservation")
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  );
  readonly corrigenda = $derived.by(() =>
    this.client.store.all(this.stream, "outcome_corrigendum").sort((a, b) => a.number - b.number),
  );
  readonly translations = $derived.by(() => this.client.store.all(this.stream, "outcome_translation"));

  amendmentsTo = (place: string): Amendment[] => this.amendmentsByPlace.get(place) ?? [];
  draftsTo = (place: string): OwnDraft[] => this.draftsByPlace.get(place) ?? [];
  /** Those of a paragraph that was deleted, and were not decided. */
  toDeletedParagraphs = <T extends OwnDraft & { state?: Amendment["state"] }>(rows: readonly T[]): T[] =>
    rows.filter(
      ({ paragraph, state }) =>
        paragraph !== null && !this.byId.has(paragraph) && (state ?? "tabled") === "tabled",
    );
  commentsOn = (place: string): Comment[] => this.commentsByPlace.get(place) ?? [];
  citationsOf = (place: string): Entities["outcome_citation"][] => this.citationsByPlace.get(place) ?? [];
  /** The amendments to a paragraph's words that wait for a decision. */
  openAmendmentsTo = (place: string): Amendment[] =>
    this.amendmentsTo(place).filter(({ state, kind }) => state === "tabled" && kind === "words");
  /** The proposed paragraphs after this one that wait for a decision. */
  proposedAfter = (place: string): Amendment[] =>
    this.amendmentsTo(place).filter(({ state, kind }) => state === "tabled" && kind === "paragraph");

  // What the seat may do. The server decides again.

  private hasRole(...roles: string[]): boolean {
    return roles.some((role) => this.client.hasRole(role));
  }
  readonly mayDraft = $derived.by(() => this.hasRole("moderator", "organiser", "rapporteur"));
  readonly mayPreside = $derived.by(() => this.hasRole("moderator", "organiser"));
  readonly mayTranslate = $derived.by(() => this.mayDraft || this.hasRole("interpreter"));
  /** The delegation for which the seat acts; null if it acts for none. */
  readonly party = $derived.by(() =>
    this.hasRole("delegate", "panellist") ? (this.client.seat?.party ?? null) : null,
  );
  readonly mayComment = $derived.by(() => this.mayDraft || this.party !== null);
  readonly mayPropose = $derived.by(() => this.mayDraft || this.isAccredited(this.party));
  /** Who else edits each paragraph now. The server tells those who draft. */
  private readonly editors = $derived.by(() =>
    byKey(
      (this.client.store.signal(this.stream, "outcome.editors")?.editors ?? []).filter(
        // The one of a lost line is not renewed.
        ({ participant, until }) =>
          participant !== this.client.seat?.participant && Date.parse(until) > this.client.now,
      ),
      ({ paragraph }) => paragraph,
    ),
  );
  /** Such as "Ana Lima, Budi Santoso"; empty if nobody else edits it. */
  editorsOf = (place: string): string =>
    (this.editors.get(place) ?? []).map(({ name }) => name).join(comma());
  /** The text may change. */
  readonly isOpen = $derived.by(() => this.document?.state === "drafting");

  isAccredited(party: string | null): boolean {
    return this.conference.party(party)?.accredited ?? false;
  }

  readonly accredited = $derived.by(() =>
    this.client.store
      .all(this.conference.stream, "party")
      .filter(({ accredited }) => accredited)
      .map(({ id }) => ({ id, name: this.conference.partyName(id) }))
      .sort((a, b) => a.name.localeCompare(b.name, language())),
  );

  /** Why no amendment can be tabled now; empty if one can. Those who draft enter what came on time (OD3). */
  get tablingRefusal(): string {
    if (!this.document?.reading) return refusalText({ code: "outcome.no_reading" });
    const until = this.document.amendments_until;
    const isInTime = this.mayDraft || until === null || this.client.now <= Date.parse(until);
    return isInTime ? "" : refusalText({ code: "outcome.amendments_closed" });
  }

  get title(): string {
    return inLanguage(this.document?.title, language());
  }

  labelOf(paragraph: Paragraph | null | undefined): string {
    if (!paragraph) return t("outcome.at_start");
    if (paragraph.kind === "area") return t("outcome.area_named", { label: paragraph.label });
    return t("outcome.paragraph_named", { label: paragraph.label });
  }

  sponsors({ party, supporters }: Pick<Amendment, "party" | "supporters">): string {
    return [party, ...supporters].map((id) => this.conference.partyName(id)).join(comma());
  }

  /** Seconds until the procedure's deadline; 0 after it. */
  get secondsLeft(): number {
    return this.procedure ? this.secondsUntil(this.procedure.until) : 0;
  }

  /** Seconds until the deadline of the reading; 0 after it, and where there is none. */
  get secondsToTable(): number {
    const { document } = this;
    const until = document?.state === "drafting" && document.reading ? document.amendments_until : null;
    return until ? this.secondsUntil(until) : 0;
  }

  private secondsUntil(moment: string): number {
    return Math.max(0, (Date.parse(moment) - this.client.now) / 1000);
  }

  /** Such as "16 November 2021, 13:20 GMT+8 (05:20 your time)". */
  momentText(moment: string): string {
    return this.dayWithTime(moment, hallTime);
  }

  /** The same for those in the hall: "16 November 2021, 13:20". */
  momentInHall(moment: string): string {
    return this.dayWithTime(moment, timeIn);
  }

  private dayWithTime(moment: string, time: typeof timeIn): string {
    const { zone } = this.conference;
    const day = new Intl.DateTimeFormat(formatTag(language()), { dateStyle: "long", timeZone: zone }).format(
      Date.parse(moment),
    );
    return withTime(day, time(moment, zone, language()), language());
  }

  // Commands

  isBusy = (at: string): boolean => this.pending.includes(at);

  /** Sends a command, given at the control `at`; false if it was refused. */
  async send(at: string, command: Command, stream = this.stream): Promise<boolean> {
    if (this.isBusy(at)) return false;
    this.pending = [...this.pending, at];
    this.refused = null;
    const outcome = await this.client.sendCommand(stream, command);
    this.pending = this.pending.filter((one) => one !== at);
    if (!outcome.ok) this.refuse(at, outcome);
    return outcome.ok;
  }

  refuse(at: string, refusal: Refusal): void {
    const text = () => refusalText(refusal);
    this.refused = { at, text, code: refusal.code };
    announcer.sayNow(text());
  }

  dismiss(): void {
    this.refused = null;
  }

  offerUndo(text: () => string, undo: () => Promise<boolean>): void {
    this.lastAct = { text, undo };
    announcer.say(text(), "outcome");
  }

  /** A split, a join or an acceptance in this paragraph was done. It can be undone while its words stay as they are now. */
  offerUndoOfWords(text: () => string, paragraph: string, at: string): void {
    const version = this.byId.get(paragraph)?.version ?? 0;
    this.offerUndo(text, () => this.send(at, { type: "outcome.undo", paragraph, version }));
  }

  /** Not while an act is being sent: it would undo the one before. */
  get canUndo(): boolean {
    return this.lastAct !== null && this.pending.length === 0;
  }

  async undo(): Promise<void> {
    const { lastAct } = this;
    if (!lastAct || !this.canUndo) return;
    if ((await lastAct.undo()) && this.lastAct === lastAct) this.lastAct = null;
  }
}
