/** Puts motions, appeals, proposals and questions to the vote, and closes the vote (FL13, FL28). */
import { language } from "../../locales/language.svelte";
import { votersOfRoll } from "../voting/roll";
import type { Entities } from "../../state/store.svelte";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import type { Panels } from "./panels.svelte";

type Vote = Entities["vote"];
export type Method = Vote["method"];
export type Majority = Vote["majority"];
export type VoteCounts = Record<"in_favour" | "against" | "abstentions", number>;

export const METHODS: readonly Method[] = ["electronic", "show_of_hands", "roll_call", "without_a_vote"];
/** Appeals and indicative votes are always voted on. */
export const VOTING_METHODS: readonly Method[] = METHODS.filter((method) => method !== "without_a_vote");
const USUAL_METHOD: Method = "electronic";
/** For how long delegations may object if the chair asks for a decision without a vote. */
const SECONDS_TO_OBJECT = 20;

export class VoteCommands {
  /** How the vote on a subject is taken if the chair chose so. Each other vote is taken in the usual way. */
  private chosen = $state.raw<{ subject: string; method: Method } | null>(null);

  /** The proposal that is about to be put to the vote, and its majority. The form stays open while the panel shows the
   *  roll call. */
  putting = $state<string | null>(null);
  majority = $state<Majority>("simple");

  /** The vote that was to be closed though nobody voted for or against, which needs a reason (FL28). */
  unvoted = $state("");

  constructor(
    private readonly commands: ConsoleCommands,
    private readonly panels: Panels,
  ) {}

  /** Nobody has voted for or against. */
  get isUnanswered(): boolean {
    return !votersOfRoll(this.commands.model).some(({ answer }) => answer === "yes" || answer === "no");
  }

  /** Closes a vote that is counted from its ballots, or asks why nobody voted. The key does not answer this for the
   *  chair, who may be writing the reason. */
  close(reason = ""): void {
    const { model } = this.commands;
    const { vote } = model;
    if (!vote || vote.method === "show_of_hands") return;
    if (vote.method !== "without_a_vote" && this.isUnanswered && !reason) this.unvoted = vote.id;
    else void this.closeVote(null, reason);
  }

  /** The method for the vote on a subject, such as `motion-3`. */
  methodFor(subject: string): Method {
    return this.chosen?.subject === subject ? this.chosen.method : USUAL_METHOD;
  }

  choose(subject: string, method: Method): void {
    this.chosen = { subject, method };
  }

  private terms(subject: string) {
    const method = this.methodFor(subject);
    const seconds = method === "without_a_vote" ? SECONDS_TO_OBJECT : null;
    return { method, language: language(), seconds };
  }

  /** Puts the motion before the meeting to the vote. */
  async putMotion(): Promise<void> {
    const { token, model } = this.commands;
    const { debated } = model;
    if (!debated) return;
    const terms = this.terms(`motion-${debated.id}`);
    if (await this.commands.send("order", { type: "floor.put_to_vote", token, terms })) this.chosen = null;
  }

  /** Ends the motion before the meeting without a vote, because its mover withdrew it. */
  endMotion(): void {
    const { debated } = this.commands.model;
    if (debated) void this.commands.send("order", { type: "floor.withdraw_motion", motion: debated.id });
  }

  /** Rules the motion before the meeting out of order, in the chair's words. */
  async ruleOut(text: string): Promise<void> {
    const { token, model } = this.commands;
    if (!model.debated) return;
    if (await this.commands.send("order", { type: "floor.rule_out_of_order", token, text }))
      this.panels.show("rule_out", false);
  }

  withdrawAppeal(): void {
    const ruling = this.commands.model.floor?.ruled;
    if (ruling) void this.commands.send("order", { type: "floor.withdraw_appeal", ruling });
  }

  async appeal(party: string): Promise<void> {
    const { token, model } = this.commands;
    const ruling = model.floor?.ruled;
    if (!ruling) return;
    const terms = this.terms(`appeal-${ruling}`);
    if (!(await this.commands.send("order", { type: "floor.appeal", token, ruling, party, terms }))) return;
    this.chosen = null;
    this.panels.show("appeal", false);
  }

  /** Puts a proposal to the vote, or asks for its adoption without a vote. */
  async putProposal(): Promise<void> {
    const { token } = this.commands;
    const { putting: proposal, majority } = this;
    if (proposal === null) return;
    const subject = `proposal-${proposal}`;
    const terms = this.terms(subject);
    const type = "vote.put_proposal";
    if (!(await this.commands.send(subject, { type, token, proposal, majority, terms }))) return;
    this.chosen = null;
    this.putting = null;
  }

  /** Asks for an indicative vote. */
  async putQuestion(question: string): Promise<boolean> {
    const { token } = this.commands;
    const terms = this.terms("indicative");
    const put = await this.commands.send("indicative", { type: "vote.put_question", token, question, terms });
    if (put) this.chosen = null;
    return put;
  }

  /** Closes the vote: with the figures of a show of hands, or counted from the ballots. */
  closeVote(figures: VoteCounts | null, reason: string): Promise<boolean> {
    const { vote } = this.commands.model;
    if (!vote) return Promise.resolve(false);
    return this.commands.send("order", { type: "vote.close", vote: vote.id, reason, ...figures });
  }

  /** Ends the vote without a result. */
  dropVote(reason: string): void {
    const { vote } = this.commands.model;
    if (vote) void this.commands.send("order", { type: "vote.drop", vote: vote.id, reason });
  }
}
