/** The column of questions: which are shown, which one is selected, and what is done with them. */
import { askerName, byVotes } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { Sides } from "./sides.svelte";

type Question = Entities["question"];

/** From this many questions on, the column has a search field. */
const MANY = 8;

export class QuestionColumn {
  /** The selected question; keys act on it. */
  chosenId = $state<string | null>(null);
  sought = $state("");
  /** The question whose dismissal waits for a reason. */
  dismissing = $state<string | null>(null);

  constructor(
    private readonly commands: ConsoleCommands,
    private readonly sides: Sides,
  ) {}

  /** The questions that the search finds, the oldest first. */
  private readonly found: Question[] = $derived.by(() => {
    const { questions, conference } = this.commands.model;
    return questions
      .filter((question) => matches(question, conference.partyName(question.party), this.sought))
      .sort((a, b) => Date.parse(a.asked_at) - Date.parse(b.asked_at));
  });

  readonly pending: Question[] = $derived.by(() => this.found.filter(({ state }) => state === "pending"));

  readonly shown: Question[] = $derived.by(() =>
    byVotes(
      this.found.filter(({ state }) => state === "approved" || state === "answered"),
      this.commands.model.votes,
    ),
  );

  /** Null also when a search hides the selected question: keys do nothing to what is not seen. */
  readonly chosen: Question | null = $derived.by(
    () => [...this.pending, ...this.shown].find(({ id }) => id === this.chosenId) ?? null,
  );

  /** How many questions are pending, found by the search or not. */
  readonly pendingCount: number = $derived.by(
    () => this.commands.model.questions.filter(({ state }) => state === "pending").length,
  );

  readonly hasSearch: boolean = $derived.by(
    () => this.commands.model.questions.length >= MANY || this.sought !== "",
  );

  /** Selects the question above or below. */
  step(step: -1 | 1): void {
    const all = [...this.pending, ...this.shown.filter(({ state }) => state === "approved")];
    const here = all.findIndex(({ id }) => id === this.chosenId);
    const place = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
    this.chosenId = (all[place] ?? all[here])?.id ?? null;
    this.sides.show("questions");
  }

  /** The selected question if it is pending; without a visible selection the oldest pending one. */
  get nextPending(): Question | null {
    const question = this.chosen ?? this.pending[0];
    return question?.state === "pending" ? question : null;
  }

  approve(question: string): void {
    void this.send(question, { type: "question.approve", question });
  }

  pin({ id, pinned }: Question): void {
    void this.send(id, { type: pinned ? "question.unpin" : "question.pin", question: id });
  }

  answer(question: string): void {
    void this.send(question, { type: "question.answer", question });
  }

  async dismiss(question: string, reason: string): Promise<void> {
    if (await this.send(question, { type: "question.dismiss", question, reason })) this.dismissing = null;
  }

  /** When a pending question that was selected is dealt with, the one after it is selected, or the one before it if it
   *  was the last. So one key goes through many. False if the command was refused. */
  private async send(question: string, command: Command): Promise<boolean> {
    const pending = this.pending.map(({ id }) => id);
    const here = this.chosenId === question ? pending.indexOf(question) : -1;
    if (!(await this.commands.send(`question-${question}`, command))) return false;
    const next = here === -1 ? undefined : (pending[here + 1] ?? pending[here - 1]);
    if (next && this.chosenId === question) this.chosenId = next;
    return true;
  }
}

/** Whether each word of the search stands in the question or in who asks it. */
function matches(question: Question, party: string, sought: string): boolean {
  const asker = askerName({ author: question.asked_by, guest: question.guest });
  const text = [question.text, asker, party].join(" ").toLocaleLowerCase();
  return sought
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
