/** One person's ballot in a poll: what is chosen, whether it was sent, and whether it is counted. */
import type { SessionModel } from "../../state/sessionModel.svelte";
import { myAnswer, type Poll } from "../../state/polls";
import { randomId } from "../../wire/ids";
import { refusalText } from "./texts";

export const MAX_WORDS = 3;

export type BallotState = "empty" | "chosen" | "sending" | "kept" | "counted";

/** The choices after an option was pressed. In a ranking it gets the next place, or loses its own. */
export function choicesAfterPress(
  poll: Pick<Poll, "kind" | "most">,
  chosen: readonly number[],
  option: number,
): number[] {
  if (poll.kind === "single" || poll.kind === "rating") return [option];
  if (chosen.includes(option)) return chosen.filter((one) => one !== option);
  if (poll.kind === "multiple" && chosen.length >= poll.most) return [...chosen];
  return [...chosen, option];
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

export class Ballot {
  /** What the person has pressed since the page was opened; null before. */
  private pressed = $state.raw<readonly number[] | null>(null);
  private written = $state.raw<readonly string[] | null>(null);
  private sending = $state(false);
  /** Something changed since the last answer was sent. */
  private dirty = $state(false);
  /** The server has taken what is chosen. */
  private done = $state(false);
  /** The choice changed while an answer was sent. */
  private changedWhileSending = false;
  refusal = $state("");

  constructor(
    private readonly model: SessionModel,
    readonly poll: Poll,
  ) {}

  private get stored() {
    return myAnswer(this.model, this.poll);
  }

  get choices(): readonly number[] {
    return this.pressed ?? this.stored.choices;
  }

  /** Three fields, of which some may be empty. */
  get words(): readonly string[] {
    const words = this.written ?? this.stored.words;
    return Array.from({ length: MAX_WORDS }, (_, at) => words[at] ?? "");
  }

  /** One press answers: there is nothing else to choose. */
  get isOneAct(): boolean {
    return this.poll.kind === "single" || this.poll.kind === "rating";
  }

  get isReady(): boolean {
    return this.poll.kind === "words" ? this.words.some((word) => word.trim()) : this.choices.length > 0;
  }

  private get isStored(): boolean {
    const { poll, choices, words } = this.stored;
    if (poll !== this.poll.id) return false;
    if (this.poll.kind === "words") return this.written === null || words.length > 0;
    return this.poll.kind === "multiple"
      ? same([...this.choices].sort(), [...choices].sort())
      : same(this.choices, choices);
  }

  /** The server has an answer of this person, this one or an earlier one. */
  get hasAnswered(): boolean {
    return this.done || this.stored.poll === this.poll.id;
  }

  readonly state: BallotState = $derived.by(() => {
    if (this.sending) return this.model.client.isDown ? "kept" : "sending";
    if (!this.dirty && (this.done || this.isStored)) return "counted";
    return this.isReady ? "chosen" : "empty";
  });

  press(option: number): void {
    this.pressed = choicesAfterPress(this.poll, this.choices, option);
    this.dirty = true;
    this.refusal = "";
    if (this.isOneAct) void this.send();
  }

  write(at: number, word: string): void {
    this.written = this.words.with(at, word);
    this.dirty = true;
    this.refusal = "";
  }

  /** Sends the answer. A lost connection keeps it: the client sends it again, under the same id. */
  async send(): Promise<void> {
    if (this.sending) {
      this.changedWhileSending = true;
      return;
    }
    this.sending = true;
    do {
      this.changedWhileSending = false;
      this.dirty = false;
      this.refusal = "";
      const words = this.poll.kind === "words" ? this.words.filter((word) => word.trim()) : [];
      const choices = this.poll.kind === "words" ? [] : [...this.choices];
      const outcome = await this.model.client.sendCommand(this.model.stream, {
        type: "poll.answer",
        poll: this.poll.id,
        choices,
        words,
        salt: randomId(),
      });
      this.done = outcome.ok;
      if (!outcome.ok) this.refuse(refusalText(outcome));
    } while (this.changedWhileSending);
    this.sending = false;
  }

  /** What was refused is not shown as chosen: the earlier answer is, if there is one. */
  private refuse(text: string): void {
    this.refusal = text;
    if (this.isOneAct) this.pressed = null;
    else this.dirty = true;
  }
}
