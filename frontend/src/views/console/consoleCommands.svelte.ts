/** Sends the commands of one console and undoes them, the last first. */
import { ActReason } from "./actReason.svelte";
import { announcer } from "../../components/announcer.svelte";
import { CommandRunner } from "../../components/commandRunner.svelte";
import type { Client } from "../../state/client.svelte";
import type { Command } from "../../wire/frames";
import type { ConsoleModel } from "./consoleModel.svelte";
import { UndoHistory } from "./undoHistory.svelte";
import { policyOf } from "../../state/questionPolicy";
import { pollsOf } from "../../state/polls";
import type { Step, UndoableAct, UndoableState } from "./undoStep";
import { t } from "./texts";

/** Acts that are announced with more than their name: where an entry is now, who left the list. */
const ANNOUNCED: readonly UndoableAct[] = [
  ...(["moved", "called_later", "withdrew", "added", "added_many", "ordered", "limits"] as const),
];

export class ConsoleCommands {
  readonly runner: CommandRunner;
  readonly reason = new ActReason();
  private readonly history = new UndoHistory();
  private undoing = Promise.resolve();
  /** Settles when every command that was sent has its answer. */
  private allAnswered: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    readonly model: ConsoleModel,
  ) {
    this.runner = new CommandRunner(client, model.stream);
  }

  get token(): number {
    return this.model.floor?.token ?? 0;
  }

  /** The connection is being restored. */
  get isOffline(): boolean {
    return ["connecting", "resuming"].includes(this.client.phase);
  }

  /** The step that `undo` would undo now. */
  get lastStep(): Step | null {
    return this.history.last(this.client.now);
  }

  /** Sends a command given at the control `at`; false if it was refused. Offline it is refused at once, because it
   *  would take effect too late. */
  send(at: string, command: Command, handles?: (code: string) => boolean): Promise<boolean> {
    if (this.isOffline) {
      this.runner.refuse(at, t("act.offline"));
      return Promise.resolve(false);
    }
    const done = this.perform(at, command, handles);
    this.allAnswered = Promise.allSettled([this.allAnswered, done]);
    return done;
  }

  private async perform(at: string, command: Command, handles?: (code: string) => boolean): Promise<boolean> {
    const before = this.undoableState;
    if (!(await this.runner.send(at, this.reason.with(command), handles))) return false;
    this.reason.spent(command);
    const step = this.history.add(command, before, this.undoableState);
    if (step && !ANNOUNCED.includes(step.act)) announcer.say(this.describe(step), "act");
    return true;
  }

  private get undoableState(): UndoableState {
    const { listed, turn, floor, podium, questions } = this.model;
    const ordering = this.client.store.all(this.model.stream, "ordering")[0] ?? null;
    const [policy, polls] = [policyOf(this.model), pollsOf(this.model)];
    return { waiting: listed, turn, floor, ordering, podium, questions, policy, polls, now: this.client.now };
  }

  /** Each press undoes one step. It waits for the answers to earlier commands and for the undo before it. */
  undo(): void {
    const sent = this.isOffline ? null : this.allAnswered;
    this.undoing = this.undoing.then(() => sent).then(() => this.undoLast());
  }

  private async undoLast(): Promise<void> {
    if (this.isOffline) return this.runner.refuse("undo", t("act.offline"));
    const step = this.history.removeLast(this.client.now);
    if (!step) return;
    const before = this.undoableState;
    for (const command of step.inverse) if (!(await this.runner.send("undo", command))) return;
    this.history.update(before, this.undoableState);
    announcer.say(t("undo.undone", { what: this.describe(step) }));
  }

  /** What a step did, in words: "moved Fiji". */
  describe({ act, party, participant }: Step): string {
    const { conference } = this.model;
    const name = participant ? conference.participant(participant)?.name : conference.partyName(party);
    return t(`did.${act}`, { name: name ?? "" });
  }
}
