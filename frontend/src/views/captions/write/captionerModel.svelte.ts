/** A captioner at work: the line that is typed, the captions that wait to be sent, and those that can be corrected. */
import { CommandRunner } from "../../../components/commandRunner.svelte";
import { captionsStream, inSequence, type Caption } from "../../../state/captions";
import type { Client } from "../../../state/client.svelte";
import { SessionModel } from "../../../state/sessionModel.svelte";
import { expandLast, keptAbbreviations, type Abbreviations } from "./abbreviations";
import { refusalText } from "../texts";
import { nextPrepared, preparedCaptions, preparedText } from "../prepared";
import { MAX_LENGTH, piecesOf } from "./pieces";

/** How long the author may correct a caption (`CORRECTABLE_FOR` of the server). */
export const CORRECTABLE_MS = 10_000;
/** The server takes coming words at most eight times a second, and readers see a change in a quarter. */
const COMING_MS = 250;
const AGAIN_MS = 400;
/** How far back spoken words may lie. */
const MAX_BACK_MS = 60_000;
const SHOWN = 8;
const LANGUAGE = "balai.written-language";

/** When each of a person's captions of a session was written, kept over a reload of the page. */
function keptOwn(key: string): Record<string, number> {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const entries = kept && typeof kept === "object" ? Object.entries(kept) : [];
  return Object.fromEntries(entries.filter((entry) => typeof entry[1] === "number"));
}

interface Waiting {
  language: string;
  source: "captioner" | "prepared";
  text: string;
  beganAt: number;
  endedAt: number;
}

export class CaptionerModel {
  readonly session: SessionModel;
  readonly stream: string;
  readonly acts: CommandRunner;
  language = $state(localStorage.getItem(LANGUAGE) ?? "");
  draft = $state("");
  abbreviations = $state.raw<Abbreviations>(keptAbbreviations());
  /** The caption that is corrected in the line. */
  editing = $state<string | null>(null);
  /** Captions that the server has not taken yet, the oldest first. */
  waiting = $state.raw<readonly Waiting[]>([]);
  /** Why the oldest was refused; empty while they are sent. */
  held = $state("");
  /** Captions that were removed on this page, and can be restored. */
  removed = $state.raw<readonly Caption[]>([]);
  /** When each of this person's captions was written, on the server's clock. */
  private own = $state.raw<Readonly<Record<string, number>>>({});
  /** Which caption of a prepared text the captioner chose to be the next, until one is written. */
  private chosen = $state.raw<{ statement: string; next: number; written: number } | null>(null);
  private sending = false;
  /** When the first word of the line was typed, on this device's clock. */
  private beganAt = 0;
  /** What was typed before a caption was corrected. */
  private stash = "";
  private coming = "";
  private comingAt = 0;
  private comingTimer = 0;
  private comingAnswer: Promise<unknown> | null = null;
  private readonly unhear: () => void;

  constructor(
    readonly client: Client,
    readonly id: string,
  ) {
    this.session = new SessionModel(client, id);
    this.stream = captionsStream(id);
    this.acts = new CommandRunner(client, this.session.stream);
    this.draft = sessionStorage.getItem(this.key) ?? "";
    this.own = keptOwn(this.ownKey);
    this.unhear = client.store.onEvent(({ stream, event, actor, at }) => {
      if (stream !== this.stream) return;
      if (event.type === "caption.written" && actor === client.seat?.participant && at)
        this.remember(event.caption, Date.parse(at));
      if (event.type === "caption.restored")
        this.removed = this.removed.filter(({ id }) => id !== event.caption);
    });
  }

  readonly channels = $derived.by(() => this.client.store.all(this.session.stream, "caption_channel"));
  readonly isOpen: boolean = $derived.by(() =>
    this.channels.some(({ id, is_open }) => id === this.language && is_open),
  );
  readonly runs: boolean = $derived.by(() =>
    ["open", "suspended"].includes(this.session.session?.state ?? ""),
  );
  /** The latest captions of the language, and those that were removed here. */
  readonly latest: Caption[] = $derived.by(() => {
    const shown = this.client.store.all(this.stream, "caption").concat(this.removed);
    return inSequence(shown.filter(({ language }) => language === this.language)).slice(-SHOWN);
  });
  readonly moderates: boolean = $derived.by(() =>
    ["moderator", "operator"].some((role) => this.client.hasRole(role, this.id)),
  );

  /** What the delegation that has the floor handed in to be spoken, in the language of the captions. */
  readonly prepared = $derived.by(() => {
    const { turn, statements } = this.session;
    return turn && preparedText(statements, turn, this.language);
  });
  /** That text as captions. */
  readonly preparedTexts: readonly string[] = $derived.by(() =>
    this.prepared ? preparedCaptions(this.prepared) : [],
  );
  /** The captions of this turn that are of its prepared text, with those that are being sent, in order. */
  private readonly preparedWritten: readonly string[] = $derived.by(() => {
    const written = inSequence(this.client.store.all(this.stream, "caption"));
    return [...written.filter(({ turn }) => turn === this.session.turn?.id), ...this.waiting]
      .filter(({ source, language }) => source === "prepared" && language === this.language)
      .map(({ text }) => text);
  });
  /** Which of them is shown next: the one that was chosen, or the one after the last that was written. */
  readonly nextPrepared: number = $derived.by(() => {
    const { chosen, preparedWritten } = this;
    if (chosen?.statement === this.prepared?.id && chosen?.written === preparedWritten.length)
      return chosen.next;
    return nextPrepared(this.preparedTexts, preparedWritten);
  });

  /** Makes another caption of the prepared text the next one. */
  skipTo(next: number): void {
    if (!this.prepared) return;
    const within = Math.min(Math.max(0, next), this.preparedTexts.length);
    this.chosen = { statement: this.prepared.id, next: within, written: this.preparedWritten.length };
  }

  /** Writes the next caption of the prepared text. */
  writePrepared(): void {
    const text = this.preparedTexts[this.nextPrepared];
    if (text === undefined || !this.isOpen || !this.runs) return;
    const now = Date.now();
    const { language } = this;
    this.waiting = [...this.waiting, { language, source: "prepared", text, beganAt: now, endedAt: now }];
    void this.send();
  }

  isRemoved(id: string): boolean {
    return this.removed.some((one) => one.id === id);
  }

  /** For how many seconds this person may still correct a caption; 0 if not at all. */
  secondsLeft(id: string): number {
    const at = this.own[id];
    if (at === undefined || this.isRemoved(id)) return 0;
    return Math.max(0, Math.ceil((at + CORRECTABLE_MS - this.client.now) / 1000));
  }

  choose(language: string): void {
    this.clearComing();
    this.language = language;
    localStorage.setItem(LANGUAGE, language);
    this.typed();
  }

  /** Begins captions in the language; returns whether the server did. */
  async begin(): Promise<boolean> {
    const begun = await this.acts.send("language", { type: "captions.open", language: this.language });
    this.typed();
    return begun;
  }

  async end(): Promise<void> {
    this.coming = "";
    await this.acts.send("language", { type: "captions.close", language: this.language });
  }

  /** The line changed. Its words are shown to the readers. */
  typed(): void {
    if (this.editing) return;
    if (this.draft === "") this.beganAt = 0;
    else this.beganAt ||= Date.now();
    sessionStorage.setItem(this.key, this.draft);
    if (this.comingTimer) return;
    const wait = Math.max(0, this.comingAt + COMING_MS - Date.now());
    this.comingTimer = window.setTimeout(() => {
      this.comingTimer = 0;
      void this.showComing();
    }, wait);
  }

  /** Makes the line final, or corrects the caption that is in it. */
  enter(): Promise<void> {
    if (this.editing) return this.correct(this.editing);
    this.write(expandLast(this.draft, this.abbreviations));
    this.draft = "";
    this.typed();
    return Promise.resolve();
  }

  /** Writes a text as captions, in order. */
  write(text: string): void {
    const endedAt = Date.now();
    const beganAt = this.beganAt || endedAt;
    const { language } = this;
    const facts = { language, source: "captioner", beganAt, endedAt } as const;
    const pieces = piecesOf(text).map((piece) => ({ ...facts, text: piece }));
    this.waiting = [...this.waiting, ...pieces];
    this.beganAt = 0;
    void this.send();
  }

  /** Once the connection is back: what was written meanwhile is sent, and the words of the line are shown. */
  resume(): void {
    if (this.waiting.length && !this.held) void this.send();
    else this.typed();
  }

  /**
   * Sends what waits, after it was refused. A caption says how long ago it was spoken, so that it waits here while the
   * server is out of reach.
   */
  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.held = "";
    window.clearTimeout(this.comingTimer);
    this.comingTimer = 0;
    while (this.waiting[0] && !this.held && this.isConnected) await this.sendOne(this.waiting[0]);
    this.sending = false;
    this.typed();
  }

  discard(): void {
    this.held = "";
    this.waiting = [];
  }

  /** Takes the latest caption that can be corrected into the line, or the one before the caption that is there. */
  editLast(): void {
    const before = this.editing ? Number(this.editing) : Infinity;
    const found = this.latest.findLast(({ id }) => this.secondsLeft(id) > 0 && Number(id) < before);
    if (!found) return;
    if (!this.editing) this.stash = this.draft;
    this.editing = found.id;
    this.draft = found.text;
  }

  cancel(): void {
    if (!this.editing) return;
    this.editing = null;
    this.draft = this.stash;
    this.typed();
  }

  async remove(caption: Caption): Promise<void> {
    const { id } = caption;
    if (await this.askOf(id, { type: "caption.remove", caption: id }))
      this.removed = [...this.removed, caption];
  }

  async restore(caption: Caption): Promise<void> {
    const { id } = caption;
    if (await this.askOf(id, { type: "caption.restore", caption: id }))
      this.removed = this.removed.filter((one) => one.id !== id);
  }

  close(): void {
    window.clearTimeout(this.comingTimer);
    this.clearComing();
    this.unhear();
  }

  private get isConnected(): boolean {
    return this.client.phase === "live" || this.client.phase === "behind";
  }

  private get key(): string {
    return `balai.captions.${this.id}`;
  }

  private get ownKey(): string {
    return `${this.key}.own`;
  }

  /** Keeps when a caption of this person was written, and forgets those that can no longer be corrected. */
  private remember(id: string, at: number): void {
    const recent = Object.entries(this.own).filter(([, before]) => before + CORRECTABLE_MS > at);
    this.own = { ...Object.fromEntries(recent), [id]: at };
    sessionStorage.setItem(this.ownKey, JSON.stringify(this.own));
  }

  private async correct(id: string): Promise<void> {
    const text = expandLast(this.draft, this.abbreviations).trim().slice(0, MAX_LENGTH);
    if (!text) return;
    this.keepPlace(id);
    const isDone = await this.askOf("line", { type: "caption.correct", caption: id, text });
    if (this.editing !== id) return;
    this.editing = null;
    // A correction that came too late stays in the line, and can be written as a new caption.
    if (isDone) this.draft = this.stash;
    this.typed();
  }

  /** A corrected caption is no longer of the prepared text, but the text goes on after it. */
  private keepPlace(corrected: string): void {
    const isPrepared = this.latest.some(({ id, source }) => id === corrected && source === "prepared");
    if (!isPrepared || !this.prepared) return;
    const written = this.preparedWritten.length - 1;
    this.chosen = { statement: this.prepared.id, next: this.nextPrepared, written };
  }

  private async sendOne({ language, source, text, beganAt, endedAt }: Waiting): Promise<void> {
    // The words that are coming must not arrive after the caption that they became.
    await this.comingAnswer;
    const ago = (at: number) => Math.min(MAX_BACK_MS, Math.max(0, Date.now() - at));
    const outcome = await this.client.sendCommand(this.stream, {
      type: "caption.write",
      language,
      text,
      source,
      began_ms_ago: ago(beganAt),
      ended_ms_ago: ago(endedAt),
    });
    if (outcome.ok) {
      this.coming = "";
      this.waiting = this.waiting.slice(1);
    } else if (outcome.code === "wire.throttled")
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    else this.held = refusalText(outcome);
  }

  private async showComing(): Promise<void> {
    const text = this.draft.trim().slice(-MAX_LENGTH);
    if (!this.isConnected || !this.isOpen || !this.runs || this.waiting.length || this.comingAnswer) return;
    if (text === this.coming) return;
    this.coming = text;
    this.comingAt = Date.now();
    const { language } = this;
    this.comingAnswer = this.client.sendCommand(this.stream, {
      type: "caption.write_coming",
      language,
      text,
    });
    await this.comingAnswer;
    this.comingAnswer = null;
    this.typed();
  }

  /** Takes back the words that were shown, because they will not become a caption of this language. */
  private clearComing(): void {
    if (!this.coming) return;
    this.coming = "";
    void this.client.sendCommand(this.stream, {
      type: "caption.write_coming",
      language: this.language,
      text: "",
    });
  }

  private async askOf(at: string, command: Parameters<Client["sendCommand"]>[1]): Promise<boolean> {
    this.acts.dismiss();
    const outcome = await this.client.sendCommand(this.stream, command);
    if (!outcome.ok) this.acts.refuse(at, refusalText(outcome), outcome.code);
    return outcome.ok;
  }
}
