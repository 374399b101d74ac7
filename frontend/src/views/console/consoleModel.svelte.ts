/** A session as its chair sees it: also the points of order, which stand in no list (FL13). */
import { language } from "../../locales/language.svelte";
import { inLanguage, inOrder, interrupts } from "../../state/selectors";
import { SessionModel, type Entry, type Turn } from "../../state/sessionModel.svelte";

export class ConsoleModel extends SessionModel {
  /** Points of order and motions that were raised; the first one is heard first. */
  readonly orders: Entry[] = $derived.by(() => inOrder(this.allEntries.filter(interrupts)));
  /** Explanations of vote, the list of speakers, then the rights of reply, in the order of the screen. */
  readonly listed: Entry[] = $derived.by(() => [...this.explanations, ...this.waiting, ...this.replies]);
  readonly next: Entry | null = $derived.by(() => this.coming[0] ?? null);
  /** The turn whose holder lost the connection (FL20). */
  readonly droppedTurn: Turn | null = $derived.by(() => (this.turn?.dropped_at ? this.turn : null));
  /** The point of order that is heard and needs a ruling (FL13). */
  readonly heardOrder: Turn | null = $derived.by(() => this.turnOf("point_of_order"));
  /** The motion that is heard and needs a vote (FL13). */
  readonly heardMotion: Turn | null = $derived.by(() => this.turnOf("motion"));
  /** A point of order, a motion or a vote is dealt with first: the floor is neither given nor ended. */
  readonly onProcedure: boolean = $derived.by(
    () => this.heardOrder !== null || this.heardMotion !== null || this.voting,
  );

  /** A delegation appealed against the ruling, which has to be put to the vote (FL13). */
  get appeals(): boolean {
    return this.floor?.appellant != null && !this.onProcedure;
  }

  get isClosed(): boolean {
    return this.session?.state === "closed";
  }

  listedEntry(id: string | null): Entry | null {
    return this.listed.find((entry) => entry.id === id) ?? null;
  }

  themeTitle(key: string): string {
    const themes = this.client.store.all(this.conference.stream, "theme");
    return inLanguage(themes.find((theme) => theme.key === key)?.title, language()) || key;
  }

  private turnOf(kind: Turn["kind"]): Turn | null {
    return this.turn?.kind === kind ? this.turn : null;
  }
}
