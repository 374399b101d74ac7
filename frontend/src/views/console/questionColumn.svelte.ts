/** The column of questions: which are shown, which one is selected, and what is done with them. */
import { announcer } from "../../components/announcer.svelte";
import { colon } from "../../locales/colon";
import { askerName } from "../../state/selectors";
import { policyOf } from "../../state/questionPolicy";
import { sortQuestions, type QuestionOrder } from "../../state/questionOrders";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import { filtersOf, passesFilter, type QuestionFilter } from "./questionFilters";
import type { SidePanels } from "./sidePanels.svelte";
import { t } from "./texts";
import { forgetsTurn } from "./undoQuestions";

type Question = Entities["question"];

/** From this many questions on, the column has a search field, filters and orders. */
const MANY = 10;
/** How long a claim keeps other moderators away, as on the server. */
const CLAIMED_MS = 600_000;

/** A form that is open at a question. */
export type QuestionForm = "dismiss" | "defer" | "merge" | "write" | "edit" | "label" | "restore";

const SHOWN: readonly Question["state"][] = ["approved", "answering", "answered", "deferred"];
const DECIDED: readonly Question["state"][] = ["dismissed", "merged", "withdrawn"];

export class QuestionColumn {
  /** The selected question; keys act on it. */
  chosenId = $state<string | null>(null);
  searchText = $state("");
  filter = $state<QuestionFilter>("");
  order = $state<QuestionOrder>("votes");
  /** The form that is open, and the question it is about. */
  form = $state<{ kind: QuestionForm; question: string } | null>(null);
  /** The pending questions that are marked, to be decided together. */
  marked = $state<readonly string[]>([]);

  constructor(
    readonly commands: ConsoleCommands,
    private readonly sides: SidePanels,
  ) {}

  /** The questions that search and filter find, the oldest first. */
  private readonly found: Question[] = $derived.by(() => {
    const { questions, conference } = this.commands.model;
    return questions
      .filter((question) => matches(question, conference.partyName(question.party), this.searchText))
      .filter((question) => passesFilter(question, this.filter, this.commands.model.client.seat?.participant))
      .sort((a, b) => Date.parse(a.asked_at) - Date.parse(b.asked_at));
  });

  readonly pending: Question[] = $derived.by(() => this.found.filter(({ state }) => state === "pending"));

  readonly shown: Question[] = $derived.by(() =>
    sortQuestions(
      this.found.filter(({ state }) => SHOWN.includes(state)),
      { order: this.order, votes: this.commands.model.votes, nextUp: this.nextUp },
    ),
  );

  /** Dismissed, merged and withdrawn questions, the newest first. */
  readonly decided: Question[] = $derived.by(() =>
    this.found.filter(({ state }) => DECIDED.includes(state)).reverse(),
  );

  /** Null also when a search hides the selected question: keys do nothing to what is not seen. */
  readonly chosen: Question | null = $derived.by(
    () => [...this.pending, ...this.shown].find(({ id }) => id === this.chosenId) ?? null,
  );

  /** The question with buttons: the selected one, or the oldest pending one. */
  readonly acting: Question | null = $derived.by(() => this.chosen ?? this.pending[0] ?? null);

  /** How many questions are pending, found by the search or not. */
  readonly pendingCount: number = $derived.by(
    () => this.commands.model.questions.filter(({ state }) => state === "pending").length,
  );

  readonly hasSearch: boolean = $derived.by(
    () => this.commands.model.questions.length >= MANY || this.searchText !== "" || this.filter !== "",
  );

  /** What the questions can be filtered by: only what some question has. */
  readonly filters: QuestionFilter[] = $derived.by(() => filtersOf(this.commands.model.questions));

  /** The questions that the moderator means to take next, in order. */
  get nextUp(): readonly string[] {
    return policyOf(this.commands.model).next_up;
  }

  /** The moderator who works on a question, if it is another one; null if it is free. */
  claimedByAnother(question: Question): string | null {
    const { client } = this.commands.model;
    if (!question.claimed_by || question.claimed_by === client.seat?.participant) return null;
    const since = question.claimed_at ? Date.parse(question.claimed_at) : 0;
    return client.now - since < CLAIMED_MS ? question.claimed_by : null;
  }

  /** Selects the question above or below. */
  step(step: -1 | 1): void {
    const open = this.shown.filter(({ state }) => state === "approved" || state === "answering");
    const all = [...this.pending, ...open];
    const here = all.findIndex(({ id }) => id === this.chosenId);
    const place = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
    this.choose((all[place] ?? all[here])?.id ?? null);
    this.sides.show("questions");
  }

  /** Selects a question, and says at once which it is. */
  private choose(id: string | null): void {
    this.chosenId = id;
    if (!this.chosen) return;
    const { state, text } = this.chosen;
    const label = t(state === "pending" ? "questions.pending" : "questions.shown");
    announcer.sayNow(`${label}${colon()} ${text}`);
  }

  /** The selected question if it is pending; without a visible selection the oldest pending one. */
  get nextPending(): Question | null {
    return this.acting?.state === "pending" ? this.acting : null;
  }

  isOpen(kind: QuestionForm, question: string): boolean {
    return this.form?.kind === kind && this.form.question === question;
  }

  open(kind: QuestionForm, question: string): void {
    this.form = this.isOpen(kind, question) ? null : { kind, question };
  }

  approve(question: string): void {
    void this.send(question, { type: "question.approve", question });
  }

  pin({ id, pinned }: Question): void {
    void this.send(id, { type: pinned ? "question.unpin" : "question.pin", question: id });
  }

  takeUp(question: string): void {
    void this.send(question, { type: "question.begin_answer", question });
  }

  answer(question: string): void {
    void this.send(question, { type: "question.answer", question });
  }

  claim(question: Question): void {
    const mine = question.claimed_by !== null && this.claimedByAnother(question) === null;
    void this.send(
      question.id,
      mine
        ? { type: "question.release", question: question.id }
        : { type: "question.claim", question: question.id, take_over: question.claimed_by !== null },
    );
  }

  /** Takes the last decision back. Asks first if that forgets when the question was answered, which nothing restores. */
  restore(question: Question): void {
    if (forgetsTurn(question)) this.open("restore", question.id);
    else void this.send(question.id, { type: "question.restore", question: question.id });
  }

  /** Offers the floor to the asker, or takes the offer back. */
  offerFloor({ id, offered }: Question): void {
    const type = offered ? "question.withdraw_offer" : "question.offer_floor";
    void this.send(id, { type, question: id });
  }

  /** Blocks the asker, or takes their questions again. */
  block(question: string, blocked: boolean): void {
    void this.send(question, { type: blocked ? "question.unblock" : "question.block", question });
  }

  /** Puts a question among those that come next, or takes it from there. */
  toggleNextUp(question: string): void {
    const seen = [...this.nextUp];
    const next_up = seen.includes(question) ? seen.filter((one) => one !== question) : [...seen, question];
    void this.send(question, { type: "question.arrange", next_up, seen });
  }

  /** Moves a question that comes next one place up. */
  moveUp(question: string): void {
    const seen = [...this.nextUp];
    const at = seen.indexOf(question);
    if (at < 1) return;
    const next_up = seen.with(at - 1, question).with(at, seen[at - 1] ?? question);
    void this.send(question, { type: "question.arrange", next_up, seen });
  }

  toggleMark(question: string): void {
    this.marked = this.marked.includes(question)
      ? this.marked.filter((one) => one !== question)
      : [...this.marked, question];
  }

  /** Decides all marked questions that still wait, one after the other. Those that are refused stay marked. */
  async decideMarked(decide: (question: string) => Command): Promise<void> {
    for (const id of this.pending.map(({ id }) => id).filter((id) => this.marked.includes(id))) {
      if (await this.commands.send(`question-${id}`, decide(id)))
        this.marked = this.marked.filter((one) => one !== id);
    }
  }

  /** Sends what a form says, and closes it if the command was done. */
  async submit(question: string, command: Command): Promise<void> {
    if (await this.send(question, command)) this.form = null;
  }

  /** When a pending question that was selected is dealt with, the one after it is selected, or the one before it if it
   *  was the last. So one key goes through many. False if the command was refused. */
  private async send(question: string, command: Command): Promise<boolean> {
    const pending = this.pending.map(({ id }) => id);
    const here = this.chosenId === question ? pending.indexOf(question) : -1;
    if (!(await this.commands.send(`question-${question}`, command))) return false;
    const still = this.pending.some(({ id }) => id === question);
    const next = here === -1 || still ? undefined : (pending[here + 1] ?? pending[here - 1]);
    if (next && this.chosenId === question) this.choose(next);
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
