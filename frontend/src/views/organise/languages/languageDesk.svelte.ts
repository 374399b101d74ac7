/** What organisers do to the languages of a session and to its interpreters, each act with what undoes it. */
import type { Client } from "../../../state/client.svelte";
import { sessionStream } from "../../../state/selectors";
import type { Command } from "../../../wire/frames";
import { languageName, refusalText, t } from "../../interpretation/texts";
import { UndoStack } from "../undo.svelte";

type Languages = Extract<Command, { type: "interpretation.set_channels" }>["languages"];
/** A command with its stream. */
type Step = [stream: string, command: Command];

export class LanguageDesk {
  readonly undo = new UndoStack();
  private failed = $state.raw<(() => string) | null>(null);
  private queue: Promise<unknown> = Promise.resolve();
  /** How many acts have no answer yet. */
  private waiting = 0;

  constructor(
    private readonly client: Client,
    private readonly conference: string,
  ) {
    this.undo.waitFor(() => this.queue);
  }

  get trouble(): string {
    return this.failed?.() ?? "";
  }

  /** The languages into which a session is interpreted, in their order. */
  languages(session: string): string[] {
    return this.client.store
      .all(sessionStream(session), "language_channel")
      .sort((a, b) => a.position - b.position)
      .map(({ id }) => id);
  }

  /** The sign language of a session; empty if there is none. */
  sign(session: string): string {
    return this.client.store.all(sessionStream(session), "sign_channel")[0]?.id ?? "";
  }

  /** Which voice is heard where two booths of a session meet on a channel. */
  meeting(session: string): "interlock" | "override" {
    return (
      this.client.store.one(sessionStream(session), "interpretation_policy", session)?.meeting ?? "interlock"
    );
  }

  /** Changes the languages of a session: `change` gets those that are set when its turn comes. */
  set(session: string, change: (languages: string[]) => string[]): Promise<boolean> {
    const set = (list: string[], seen: string[]): Command => ({
      type: "interpretation.set_channels",
      languages: list as Languages,
      seen: seen as Languages,
    });
    return this.inTurn(sessionStream(session), () => {
      const before = this.languages(session);
      const after = change([...before]);
      if (after.join() === before.join()) return Promise.resolve(true);
      const removed = before.filter((tag) => !after.includes(tag));
      const stream = sessionStream(session);
      const back: Step[] = [[stream, set(before, after)], ...this.interpretersBack(session, removed)];
      return this.perform(() => t("languages.did.set"), back, [stream, set(after, before)]);
    });
  }

  /** Sets the sign language of a session; an empty one is none. */
  setSign(session: string, language: string): Promise<boolean> {
    const set = (language: string, seen: string): Command => ({
      type: "interpretation.set_sign_channel",
      language,
      seen,
    });
    return this.inTurn(sessionStream(session), () => {
      const before = this.sign(session);
      const stream = sessionStream(session);
      const back: Step[] = [[stream, set(before, language)], ...this.interpretersBack(session, [before])];
      return this.perform(() => t("languages.did.set"), back, [stream, set(language, before)]);
    });
  }

  /** Sets which voice is heard where two booths of a session meet on a channel. */
  setMeeting(session: string, meeting: "interlock" | "override"): Promise<boolean> {
    const set = (meeting: "interlock" | "override"): Command => ({
      type: "interpretation.set_policy",
      meeting,
    });
    const stream = sessionStream(session);
    return this.inTurn(stream, () =>
      this.perform(
        () => t("languages.did.policy"),
        [[stream, set(this.meeting(session))]],
        [stream, set(meeting)],
      ),
    );
  }

  assign(session: string, participant: string, language: string, name: string): Promise<boolean> {
    return this.change(true, { session, participant, language }, name);
  }

  unassign(session: string, participant: string, language: string, name: string): Promise<boolean> {
    return this.change(false, { session, participant, language }, name);
  }

  private change(
    gives: boolean,
    of: { session: string; participant: string; language: string },
    name: string,
  ): Promise<boolean> {
    const role = { ...of, role: "interpreter" as const };
    const give: Command = { type: "session_roles.give", ...role };
    const take: Command = { type: "session_roles.take", ...role };
    const [act, back] = gives ? [give, take] : [take, give];
    const text = gives ? "languages.did.assigned" : "languages.did.unassigned";
    const label = () => t(text, { name, language: languageName(of.language) });
    return this.inTurn(this.conference, () =>
      this.perform(label, [[this.conference, back]], [this.conference, act]),
    );
  }

  /** A language that is removed takes the role from its interpreters: what gives it back. */
  private interpretersBack(session: string, languages: string[]): Step[] {
    return this.client.store
      .all(this.conference, "session_role")
      .filter((one) => one.session === session && one.role === "interpreter")
      .filter((one) => one.language !== "" && languages.includes(one.language))
      .map(({ participant, role, language }) => [
        this.conference,
        { type: "session_roles.give", session, participant, role, language },
      ]);
  }

  /**
   * An act begins once all that was pressed before it has an answer, so that it sees what that has changed. Until it
   * has its own, the stream is followed, also if its session is no longer on the page.
   */
  private inTurn(stream: string, act: () => Promise<boolean>): Promise<boolean> {
    if (this.waiting++ === 0) this.failed = null;
    const leave = this.client.follow(stream);
    const turn = Promise.all([this.queue, this.undo.settled])
      .then(act)
      .finally(() => {
        this.waiting--;
        leave();
      });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Sends a command and keeps what undoes it. */
  private async perform(label: () => string, back: Step[], step: Step): Promise<boolean> {
    const refusal = await this.refusalOf(step);
    if (refusal) {
      this.failed = refusal;
      return false;
    }
    const act = async (steps: Step[]) => {
      for (const one of steps) {
        const refusal = await this.refusalOf(one);
        if (refusal) return refusal();
      }
      return "";
    };
    this.undo.push({ label, undo: () => act(back), redo: () => act([step]) });
    return true;
  }

  private async refusalOf([stream, command]: Step): Promise<(() => string) | null> {
    const outcome = await this.client.sendCommand(stream, command);
    return outcome.ok ? null : () => refusalText(outcome);
  }
}
