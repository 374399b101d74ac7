/** What organisers do to the polls of a session before it, each act with what undoes it. */
import { call, Problem, withBearer } from "../../../state/api";
import { Attempt } from "../../../state/attempt.svelte";
import type { Client } from "../../../state/client.svelte";
import { fieldsOf, waitingIn, type Poll, type PollFields } from "../../../state/polls";
import type { Command } from "../../../wire/frames";
import { UndoStack } from "../undo.svelte";
import { keepStep } from "../undoableAct";
import { errorText, t } from "./texts";

type Act = () => Promise<unknown>;
type Did = "prepared" | "changed" | "moved" | "deleted";

export class PollDesk {
  readonly undo = new UndoStack();
  private readonly attempt = new Attempt(errorText);
  /** The session whose polls are shown. */
  session = $state("");
  private unread = $state.raw<{ error: unknown } | null>(null);
  private read = $state.raw<{ session: string; polls: readonly Poll[] } | null>(null);

  constructor(private readonly client: Client) {}

  /** The polls of the session; null until they are known. */
  get polls(): readonly Poll[] | null {
    return this.read?.session === this.session ? this.read.polls : null;
  }

  readonly waiting: readonly Poll[] = $derived.by(() => waitingIn(this.polls ?? []));
  /** Those that are or were open, the newest last. */
  readonly opened: readonly Poll[] = $derived.by(() =>
    (this.polls ?? []).filter(({ state }) => state !== "draft"),
  );

  get busy(): boolean {
    return this.attempt.busy;
  }

  /** Why the last act failed, or why the polls could not be read; empty if all is well. */
  get trouble(): string {
    return this.attempt.trouble || (this.unread ? errorText(this.unread.error) : "");
  }

  /** Shows the polls of a session. */
  choose(session: string): void {
    this.session = session;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const { session } = this;
    if (!session) return;
    try {
      const { items } = await call<{ items: Poll[] }>("GET", pathOf(session), undefined, this.bearer);
      if (session === this.session) this.read = { session, polls: items };
      this.unread = null;
    } catch (error) {
      this.unread = { error };
    }
  }

  async prepare(fields: PollFields): Promise<boolean> {
    const { session } = this;
    let made = "";
    const done = await this.run(async () => {
      made = (await call<Poll>("POST", pathOf(session), fields, this.bearer)).id;
    });
    if (done) this.did("prepared", fields, session, deleting(made), restoring(made));
    return done;
  }

  /** Changes a poll, if it is still as it was seen. */
  async change(seen: Poll, fields: PollFields): Promise<boolean> {
    const was = fieldsOf(seen);
    const change = (to: PollFields, from: PollFields): Command => ({
      type: "poll.edit",
      poll: seen.id,
      ...to,
      seen: from,
    });
    return this.act("changed", fields, change(fields, was), change(was, fields));
  }

  /** Moves a poll by so many places among those that wait. */
  async move(poll: Poll, by: -1 | 1): Promise<boolean> {
    const at = this.waiting.findIndex(({ id }) => id === poll.id);
    const to = (position: number): Command => ({ type: "poll.move", poll: poll.id, position });
    return this.act("moved", poll, to(at + by), to(at));
  }

  async remove(poll: Poll): Promise<boolean> {
    return this.act("deleted", poll, deleting(poll.id), restoring(poll.id));
  }

  private get bearer(): Record<string, string> {
    return withBearer(this.client.token);
  }

  private async act(did: Did, poll: { question: string }, command: Command, back: Command): Promise<boolean> {
    const { session } = this;
    const done = await this.run(() => this.send(session, command));
    if (done) this.did(did, poll, session, back, command);
    return done;
  }

  private did(did: Did, { question }: { question: string }, session: string, back: Command, again: Command) {
    const act = (command: Command) => () => this.send(session, command).then(() => this.refresh());
    const label = () => t(`polls.did.${did}`, { question });
    keepStep(this.undo, { label, back: act(back), again: act(again) }, errorText);
  }

  /** Does an act, and reads the polls again, also after a refusal: the reason is what somebody else did. */
  private run(act: Act): Promise<boolean> {
    return this.attempt.run(() => act().finally(() => this.refresh()));
  }

  private async send(session: string, command: Command): Promise<void> {
    const outcome = await this.client.sendCommand(`session/${session}`, command);
    if (!outcome.ok) throw new Problem(0, outcome.code, outcome.message, outcome.values);
  }
}

const pathOf = (session: string) => `/api/v1/sessions/${session}/polls`;
const deleting = (poll: string): Command => ({ type: "poll.delete", poll });
const restoring = (poll: string): Command => ({ type: "poll.restore", poll });
