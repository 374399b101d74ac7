/** Sends the commands of one organiser who plans, each with what undoes it. */
import { announcer } from "../../../components/announcer.svelte";
import type { Client } from "../../../state/client.svelte";
import { sessionStream } from "../../../state/selectors";
import { UndoStack } from "../undo.svelte";
import { addedBy, withNewId, stepOf, type PlanKind, type Plan, type SentCommand, type Step } from "./inverse";
import type { Command } from "../../../wire/frames";
import { refusalText, t } from "./texts";

/** What came of a command. One that was refused as a likely mistake can be sent `again` by somebody who means it. */
export type Answer = { ok: true } | { ok: false; code: string; text: string; again?: () => Promise<Answer> };

/** What to send, decided when its turn comes; null if there is nothing to be done any more. */
type Order = () => SentCommand | null;

export class PlanActs {
  readonly undo = new UndoStack();
  /** The last refusal, and the control at which its command was given. */
  refused = $state.raw<{ at: string; code: string; text: string; again?: () => Promise<Answer> } | null>(
    null,
  );
  private queue: Promise<unknown> = Promise.resolve();
  /** What was removed and added again has another id. Older steps then mean the new one. */
  private readonly renames: { kind: PlanKind; id: string; now: string }[] = [];

  constructor(
    private readonly client: Client,
    private readonly plan: () => Plan,
  ) {
    this.undo.waitFor(() => this.queue);
  }

  /**
   * Sends a command once the commands before it have their answers, and then does `whenDone`, at once or when it was
   * sent again. `name` is the name of what it is about.
   */
  enqueue(at: string, name: string, order: Order, whenDone: () => void = () => undefined): Promise<Answer> {
    return this.inTurn(async () => {
      const sent = order();
      if (!sent) return { ok: true };
      const before = this.plan();
      const answer = await this.send(at, name, sent, whenDone);
      if (!answer.ok) return answer;
      const step = stepOf(sent, name, before, this.plan());
      if (step) this.keep(step);
      whenDone();
      return answer;
    });
  }

  private keep(step: Step): void {
    this.undo.push({
      label: () => describe(step),
      undo: () => this.inTurn(() => this.run(step.inverse)),
      redo: () => this.inTurn(() => this.run(step.forward)),
    });
  }

  dismiss(): void {
    this.refused = null;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Sends the commands of a step. Why one was refused; empty if none was. */
  private async run(sents: readonly SentCommand[]): Promise<string> {
    let rest = this.renames.reduce<SentCommand[]>(
      (sents, { kind, id, now }) => withNewId(sents, kind, id, now),
      [...sents],
    );
    for (let sent = rest.shift(); sent; sent = rest.shift()) {
      const before = this.plan();
      let answer = await this.sendQuietly(sent);
      // A day that was there before is meant.
      if (!answer.ok && answer.code === FAR_DAY) answer = await this.sendQuietly(confirmed(sent));
      // Nothing is asked here: who means it removes it where it is asked.
      if (!answer.ok) return answer.code === SET_UP ? t("undo.set_up") : answer.text;
      const now = sent.adds && addedBy(sent, before, this.plan());
      if (!sent.adds || !now) continue;
      const { kind, id } = sent.adds;
      rest = withNewId(rest, kind, id, now);
      this.renames.push({ kind, id, now });
    }
    return "";
  }

  /** Resolves once the page shows what the command did, or after a while. */
  private waitUntilShown(
    stream: string,
    { type }: SentCommand["command"],
  ): { promise: Promise<void>; stop: () => void } {
    const setsTimes = SETS_TIMES.includes(type);
    if (!setsTimes && !SHOWN_ELSEWHERE.includes(type))
      return { promise: Promise.resolve(), stop: () => undefined };
    let stop = () => {};
    const promise = new Promise<void>((resolve) => {
      const leave = this.client.store.onEvent((happened) => {
        const { event } = happened;
        const isOurs = "session" in event && sessionStream(String(event.session)) === stream;
        const isShown = setsTimes
          ? happened.stream === stream && event.type === "floor.limits_set"
          : happened.stream === this.plan().stream && isOurs;
        if (isShown) stop();
      });
      const timer = setTimeout(() => stop(), LONGEST_WAIT_MS);
      stop = () => {
        clearTimeout(timer);
        leave();
        resolve();
      };
    });
    return { promise, stop: () => stop() };
  }

  private async send(at: string, name: string, sent: SentCommand, whenDone: () => void): Promise<Answer> {
    this.refused = null;
    const answer = await this.sendQuietly(sent);
    if (answer.ok) return answer;
    const again = ASKED.includes(answer.code)
      ? () => this.enqueue(at, name, () => confirmed(sent), whenDone)
      : undefined;
    const { code, text } = answer;
    this.refused = { at, code, text, again };
    announcer.sayNow(text);
    return { ...answer, again };
  }

  private async sendQuietly({ stream, command }: SentCommand): Promise<Answer> {
    const shown = this.waitUntilShown(stream, command);
    const outcome = await this.client.sendCommand(stream, command);
    if (outcome.ok) {
      await shown.promise;
      return { ok: true };
    }
    shown.stop();
    return {
      ok: false,
      code: outcome.code,
      text: refusalText(outcome),
    };
  }
}

const FAR_DAY = "programme.far_day";
const SET_UP = "programme.set_up";
/** The refusals of what is done all the same for somebody who means it. */
const ASKED = [FAR_DAY, SET_UP];

/** What the button says that does it all the same. */
export const againText = (code: string): string => t(code === FAR_DAY ? "edit.confirm_date" : "plan.remove");

/** A command of somebody who means it. */
const confirmed = (sent: SentCommand): SentCommand => ({
  ...sent,
  command: { ...sent.command, confirmed: true } as Command,
});

/** Commands in a session's stream whose change is shown from the conference's stream, which may hear of it later. */
const SHOWN_ELSEWHERE = [
  "programme.change_session",
  "programme.cancel_session",
  "programme.restore_session",
  "session.set_access",
];
/** Commands whose inverse names the speaking times that the session has after them. */
const SETS_TIMES = ["programme.set_preset", "programme.set_speaking_times"];
const LONGEST_WAIT_MS = 2000;

/** What a step did, in words: "moved Opening". */
export const describe = ({ act, name }: Step): string => t(`did.${act}`, { name });
