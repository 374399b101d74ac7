/** Publishes parts of closed sessions, one or all of a day, each act with its undoing. */
import { announcer } from "../../../components/announcer.svelte";
import { language } from "../../../locales/language.svelte";
import type { Client } from "../../../state/client.svelte";
import { inLanguage, sessionStream } from "../../../state/selectors";
import { UndoStack } from "../undo.svelte";
import {
  PARTS,
  publicationStates,
  type Part,
  type PartState,
  type Readers,
  type PublicationState,
} from "./api";
import { refusalText, t } from "./texts";

/** A change of one part: from readers to others. */
interface Change {
  session: PublicationState;
  part: Part;
  from: Readers;
  to: Readers;
}

/** Why something was refused, and at which control. */
interface Refused {
  at: string;
  text: () => string;
}

const LONGEST_WAIT_MS = 2000;

export class PublicationEdits {
  readonly undo = new UndoStack();
  /** Null until the first answer. */
  sessions = $state.raw<PublicationState[] | null>(null);
  failed = $state(false);
  refused = $state.raw<Refused | null>(null);
  busy = $state(false);
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  async read(): Promise<void> {
    try {
      this.sessions = await publicationStates(this.client.seat?.slug ?? "", this.client.token);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** To whom a part is published, as the organisers see it live. */
  readersOf({ id }: PublicationState, { part, readers }: PartState): Readers {
    return this.liveReaders(id, part) ?? readers;
  }

  private liveReaders(session: string, part: Part): Readers | undefined {
    const rows = this.client.store.all(this.stream, "publication");
    return rows.find((row) => row.session === session && row.part === part)?.readers;
  }

  titleOf = ({ title }: PublicationState): string => inLanguage(title, language());

  /** Publishes one part to these readers; to nobody: withdraws it. False if it was refused. */
  publish(session: PublicationState, state: PartState, to: Readers): Promise<boolean> {
    return this.inTurn(() => this.publishOne(session, state, to));
  }

  /** Publishes all that there is of these sessions. What is refused is said, and the rest is published. */
  publishAll(sessions: readonly PublicationState[], to: Readers, at: string): Promise<void> {
    return this.inTurn(() => this.publishMany(sessions, to, at));
  }

  /** One after another, so that each act sees what the one before left. */
  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(act);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async publishOne(session: PublicationState, state: PartState, to: Readers): Promise<boolean> {
    const change: Change = { session, part: state.part, from: this.readersOf(session, state), to };
    if (change.from === to) return true;
    if (!(await this.sendAll([change], controlOf(session, state.part)))) return false;
    this.pushUndo([change], () =>
      t("after.did", {
        part: t(`after.${state.part}`),
        title: this.titleOf(session),
        readers: t(`after.readers.${to}`),
      }),
    );
    return true;
  }

  private async publishMany(sessions: readonly PublicationState[], to: Readers, at: string): Promise<void> {
    const wanted = sessions.flatMap((session) =>
      PARTS.flatMap((part) => {
        const state = session.parts.find((one) => one.part === part && one.is_there);
        const from = state && this.readersOf(session, state);
        return from && from !== to ? [{ session, part, from, to }] : [];
      }),
    );
    const done: Change[] = [];
    const refused: Refused[] = [];
    for (const change of wanted) {
      if (await this.sendAll([change], at)) done.push(change);
      else if (this.refused) refused.push(this.withSessionTitle(this.refused, change));
    }
    const texts = () =>
      refused
        .map(({ text }) => text())
        .filter((text, place, all) => all.indexOf(text) === place)
        .join(" ");
    this.refused = refused.length ? { at, text: texts } : null;
    if (done.length)
      this.pushUndo(done, () =>
        t("after.did_all", { count: done.length, readers: t(`after.readers.${to}`) }),
      );
    else if (!refused.length) announcer.say(t("after.nothing_to_do"), "after");
  }

  private withSessionTitle({ at, text }: Refused, { session }: Change): Refused {
    return { at, text: () => `${this.titleOf(session)}: ${text()}` };
  }

  private pushUndo(changes: readonly Change[], label: () => string): void {
    const back = [...changes].reverse().map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from }));
    this.undo.push({
      label,
      undo: () => this.inTurn(() => this.sendQuietly(back)),
      redo: () => this.inTurn(() => this.sendQuietly(changes)),
    });
    announcer.say(label(), "after");
  }

  /** Sends changes again. Why one was refused; empty if all are done. The foot of the page says it. */
  private async sendQuietly(changes: readonly Change[]): Promise<string> {
    if (await this.sendAll(changes, "")) return "";
    const refused = this.refused?.text() ?? "";
    this.refused = null;
    return refused;
  }

  /** Sends changes one after the other, until one is refused. */
  private async sendAll(changes: readonly Change[], at: string): Promise<boolean> {
    this.busy = true;
    this.refused = null;
    let refusal: (() => string) | null = null;
    for (const change of changes) {
      refusal = await this.send(change);
      if (refusal) break;
    }
    this.busy = false;
    if (refusal) this.refused = { at, text: refusal };
    await this.read();
    return !refusal;
  }

  private async send({ session, part, from: seen, to }: Change): Promise<(() => string) | null> {
    const shown = this.waitUntilShown(session.id, part, to);
    const outcome = await this.client.sendCommand(
      sessionStream(session.id),
      to === "nobody"
        ? { type: "publication.withdraw", part, seen }
        : { type: "publication.publish", part, readers: to, seen },
    );
    if (!outcome.ok) {
      shown.stop();
      return () => refusalText(outcome);
    }
    await shown.promise;
    return null;
  }

  /** Resolves once the store shows the new readers, or after a while: they are of another stream than the command. */
  private waitUntilShown(
    session: string,
    part: Part,
    readers: Readers,
  ): { promise: Promise<void>; stop: () => void } {
    let stop = () => {};
    const promise = new Promise<void>((resolve) => {
      const leave = this.client.store.onEvent(() => {
        if (this.liveReaders(session, part) === readers) stop();
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
}

/** The name of the control of a part. */
export const controlOf = (session: PublicationState, part: Part): string => `${session.id}-${part}`;
