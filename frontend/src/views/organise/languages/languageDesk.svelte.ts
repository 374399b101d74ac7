/** What organisers do to the languages of a session and to its interpreters, each act with what undoes it. */
import type { Client } from "../../../state/client.svelte";
import { sessionStream } from "../../../state/selectors";
import type { Command } from "../../../wire/frames";
import { languageName, refusalText, t } from "../../interpretation/texts";
import { UndoStack } from "../undo.svelte";

type Languages = Extract<Command, { type: "interpretation.set_channels" }>["languages"];

type Policy = Omit<Extract<Command, { type: "interpretation.set_policy" }>, "type">;

export class LanguageDesk {
  readonly undo = new UndoStack();
  private failed = $state.raw<(() => string) | null>(null);

  constructor(
    private readonly client: Client,
    private readonly conference: string,
  ) {}

  get trouble(): string {
    return this.failed?.() ?? "";
  }

  /** Sets the languages of a session, in their order. `before` are those that are set now. */
  async set(session: string, languages: readonly string[], before: readonly string[]): Promise<boolean> {
    const set = (list: readonly string[], seen: readonly string[]): Command => ({
      type: "interpretation.set_channels",
      languages: [...list] as Languages,
      seen: [...seen] as Languages,
    });
    const stream = sessionStream(session);
    const act = set(languages, before);
    if (!(await this.ask(stream, act))) return false;
    this.did(() => t("languages.did.set"), stream, set(before, languages), act);
    return true;
  }

  /** Sets the sign language of a session; an empty one is none. `before` is the one that is set now. */
  async setSign(session: string, language: string, before: string): Promise<boolean> {
    const set = (tag: string, seen: string): Command => ({
      type: "interpretation.set_sign_channel",
      language: tag,
      seen,
    });
    const stream = sessionStream(session);
    const act = set(language, before);
    if (!(await this.ask(stream, act))) return false;
    this.did(() => t("languages.did.set"), stream, set(before, language), act);
    return true;
  }

  /** Sets how the booths of a session work together. `before` is what is set now. */
  async setPolicy(session: string, policy: Policy, before: Policy): Promise<void> {
    const set = (fields: Policy): Command => ({ type: "interpretation.set_policy", ...fields });
    const stream = sessionStream(session);
    if (await this.ask(stream, set(policy)))
      this.did(() => t("languages.did.policy"), stream, set(before), set(policy));
  }

  assign(session: string, participant: string, language: string, name: string): Promise<boolean> {
    return this.change(true, { session, participant, language }, name);
  }

  unassign(session: string, participant: string, language: string, name: string): Promise<boolean> {
    return this.change(false, { session, participant, language }, name);
  }

  private async change(
    gives: boolean,
    of: { session: string; participant: string; language: string },
    name: string,
  ): Promise<boolean> {
    const role = { ...of, role: "interpreter" as const };
    const give: Command = { type: "session_roles.give", ...role };
    const take: Command = { type: "session_roles.take", ...role };
    const [act, back] = gives ? [give, take] : [take, give];
    if (!(await this.ask(this.conference, act))) return false;
    const text = gives ? "languages.did.assigned" : "languages.did.unassigned";
    this.did(() => t(text, { name, language: languageName(of.language) }), this.conference, back, act);
    return true;
  }

  private async ask(stream: string, command: Command): Promise<boolean> {
    this.failed = null;
    const refusal = await this.refusalOf(stream, command);
    if (refusal) this.failed = refusal;
    return refusal === null;
  }

  private async refusalOf(stream: string, command: Command): Promise<(() => string) | null> {
    const outcome = await this.client.sendCommand(stream, command);
    return outcome.ok ? null : () => refusalText(outcome.code, outcome.message);
  }

  private did(label: () => string, stream: string, back: Command, again: Command): void {
    const act = async (command: Command) => (await this.refusalOf(stream, command))?.() ?? "";
    this.undo.push({ label, undo: () => act(back), redo: () => act(again) });
  }
}
