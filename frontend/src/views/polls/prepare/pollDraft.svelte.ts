/** What a person types into the form for a poll. */
import type { PollFields } from "../../../state/polls";

export const KINDS = ["single", "multiple", "rating", "ranking", "words"] as const;

/** What the form for a new poll begins with. */
const EMPTY: PollFields = {
  kind: "single",
  question: "",
  options: [],
  most: 2,
  anonymous: true,
  results: "live",
};

/** The options of a poll as people type them: one a line. */
export const optionsIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

export class PollDraft {
  kind = $state<PollFields["kind"]>("single");
  question = $state("");
  /** The options, one a line. */
  lines = $state("");
  most = $state(2);
  isNamed = $state(false);
  isHidden = $state(false);

  /** Begins with a poll as it was when the form was opened, or empty. */
  constructor(begun: PollFields | null) {
    const { kind, question, options, most, anonymous, results } = begun ?? EMPTY;
    this.kind = kind;
    this.question = question;
    this.lines = options.join("\n");
    this.most = most;
    this.isNamed = !anonymous;
    this.isHidden = results === "after";
  }

  get takesOptions(): boolean {
    return this.kind !== "rating" && this.kind !== "words";
  }

  get options(): string[] {
    return this.takesOptions ? optionsIn(this.lines) : [];
  }

  /** What is saved. */
  get fields(): PollFields {
    const { kind, options } = this;
    return {
      kind,
      question: this.question.trim(),
      options,
      most: kind === "multiple" ? Math.min(Math.max(this.most, 2), Math.max(options.length, 2)) : 1,
      anonymous: !this.isNamed,
      results: this.isHidden ? "after" : "live",
    };
  }
}
