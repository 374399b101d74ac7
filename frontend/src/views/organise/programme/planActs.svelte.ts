/** Sends the commands of one organiser who plans, undoes them, the last first, and does them again. */
import { announcer } from "../../../components/announcer.svelte";
import type { Client } from "../../../state/client.svelte";
import { sessionStream } from "../../../state/selectors";
import { remembered } from "../../../state/steps";
import { addedBy, renamed, renamedStep, stepOf, type Plan, type Sent, type Step } from "./inverse";
import { refusalText, t } from "./texts";

export type Answer = { ok: true } | { ok: false; code: string; text: string };

/** What to send, decided when its turn comes; null if there is nothing to be done any more. */
type Order = () => Sent | null;

export class PlanActs {
  private done = $state.raw<readonly Step[]>([]);
  private undone = $state.raw<readonly Step[]>([]);
  /** The last refusal, and the control at which its command was given. */
  refused = $state.raw<{ at: string; text: string } | null>(null);
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly plan: () => Plan,
  ) {}

  /** What `undo` would undo, and `redo` do again. */
  get last(): Step | null {
    return this.done.at(-1) ?? null;
  }

  get next(): Step | null {
    return this.undone.at(-1) ?? null;
  }

  /** Sends a command once the commands before it have their answers. `name` is the name of what it is about. */
  act(at: string, name: string, order: Order): Promise<Answer> {
    return this.inTurn(async () => {
      const sent = order();
      if (!sent) return { ok: true };
      const before = this.plan();
      const answer = await this.send(at, sent);
      const step = answer.ok ? stepOf(sent, name, before, this.plan()) : null;
      if (step) {
        this.done = remembered(this.done, step);
        this.undone = [];
      }
      return answer;
    });
  }

  undo(): Promise<void> {
    return this.inTurn(async () => {
      const step = this.last;
      if (!step) return;
      this.done = this.done.slice(0, -1);
      // Its commands may be renamed meanwhile.
      this.undone = remembered(this.undone, step);
      if (await this.run(step.inverse)) announcer.sayNow(t("undo.undone", { what: describe(step) }));
      else this.undone = this.undone.slice(0, -1);
    });
  }

  redo(): Promise<void> {
    return this.inTurn(async () => {
      const step = this.next;
      if (!step) return;
      this.undone = this.undone.slice(0, -1);
      this.done = remembered(this.done, step);
      if (await this.run(step.forward)) announcer.sayNow(t("undo.redone", { what: describe(step) }));
      else this.done = this.done.slice(0, -1);
    });
  }

  dismiss(): void {
    this.refused = null;
  }

  refuse(at: string, text: string): void {
    this.refused = { at, text };
    announcer.sayNow(text);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async run(sents: readonly Sent[]): Promise<boolean> {
    let rest = [...sents];
    for (let sent = rest.shift(); sent; sent = rest.shift()) {
      const before = this.plan();
      if (!(await this.send("undo", sent)).ok) return false;
      const now = sent.makes && addedBy(sent, before, this.plan());
      if (!sent.makes || !now) continue;
      const { kind, id } = sent.makes;
      rest = renamed(rest, kind, id, now);
      this.done = this.done.map((step) => renamedStep(step, kind, id, now));
      this.undone = this.undone.map((step) => renamedStep(step, kind, id, now));
    }
    return true;
  }

  /** Resolves once the programme shows what the command did, or after a while. */
  private toldOf(stream: string, { type }: Sent["command"]): { promise: Promise<void>; stop: () => void } {
    if (!SHOWN_ELSEWHERE.includes(type)) return { promise: Promise.resolve(), stop: () => undefined };
    let stop = () => {};
    const promise = new Promise<void>((resolve) => {
      const leave = this.client.store.onEvent((happened) => {
        const { event } = happened;
        const isOurs = "session" in event && sessionStream(String(event.session)) === stream;
        if (happened.stream === this.plan().stream && isOurs) stop();
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

  private async send(at: string, { stream, command }: Sent): Promise<Answer> {
    this.refused = null;
    const told = this.toldOf(stream, command);
    const outcome = await this.client.ask(stream, command);
    if (outcome.ok) {
      await told.promise;
      return { ok: true };
    }
    told.stop();
    const text = refusalText(outcome.code, outcome.message);
    this.refuse(at, text);
    return { ok: false, code: outcome.code, text };
  }
}

/** Commands in a session's stream whose change is shown from the conference's stream, which may hear of it later. */
const SHOWN_ELSEWHERE = [
  "programme.change_session",
  "programme.cancel_session",
  "programme.restore_session",
  "session.set_access",
];
const LONGEST_WAIT_MS = 2000;

/** What a step did, in words: "moved Opening". */
export const describe = ({ did, name }: Step): string => t(`did.${did}`, { name });
