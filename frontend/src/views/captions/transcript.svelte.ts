/** The transcript of a session in one language: read page by page from the end, and continued by the live captions. */
import { problemOf, type Problem } from "../../state/api";
import { captionPage, type Caption, type CaptionPage, type CaptionTurn } from "../../state/captions";
import { mergeCaptions } from "./runs";

export class Transcript {
  /** In the order in which they were written. */
  captions = $state.raw<Caption[]>([]);
  turns = $state.raw<Readonly<Record<string, CaptionTurn>>>({});
  /** The cursor of the page before the first caption; null if that is the beginning. */
  earlier = $state.raw<string | null>(null);
  /** Whether the first page has arrived. */
  known = $state(false);
  problem = $state.raw<Problem | null>(null);
  language = $state("");
  /** The words that were searched for; empty for the whole transcript. */
  search = $state("");
  /** How often pages were asked for. An answer that another choice has overtaken is dropped. */
  private asked = 0;

  constructor(
    private readonly session: string,
    private readonly bearer: () => string,
  ) {}

  /** Shows the end of a language, or what has the words. */
  async show(language: string, search = ""): Promise<void> {
    const mine = ++this.asked;
    Object.assign(this, { language, search });
    const page = await this.read(mine);
    if (!page) return;
    this.captions = page.items;
    this.earlier = page.next;
    this.known = true;
  }

  /** Adds the page before the first caption. */
  async readEarlier(): Promise<void> {
    const { earlier } = this;
    if (earlier === null) return;
    const page = await this.read(++this.asked, earlier);
    if (!page) return;
    this.put(page.items);
    this.earlier = page.next;
  }

  /** Reads the end again, after the connection was lost. What was written meanwhile may be more than a page. */
  async catchUp(): Promise<void> {
    if (!this.known) return this.show(this.language, this.search);
    const page = await this.read(++this.asked);
    if (!page) return;
    const isGap = !page.items.some(({ id }) => this.captions.some((one) => one.id === id));
    if (isGap) {
      this.captions = page.items;
      this.earlier = page.next;
    } else this.put(page.items);
  }

  /** Reads one caption again, which was removed before. */
  async restore(id: string): Promise<void> {
    const { language } = this;
    const page = await captionPage(this.session, this.bearer(), {
      language,
      before: String(Number(id) + 1),
      limit: 1,
    }).catch(() => null);
    if (page && language === this.language) this.put(page.items.filter((one) => one.id === id));
  }

  /** Adds captions of the language, or changes those that are shown. */
  put(captions: readonly Caption[]): void {
    this.captions = mergeCaptions(this.captions, captions);
  }

  remove(id: string): void {
    this.captions = this.captions.filter((one) => one.id !== id);
  }

  addTurns(turns: readonly CaptionTurn[]): void {
    this.turns = { ...this.turns, ...Object.fromEntries(turns.map((turn) => [turn.id, turn])) };
  }

  private async read(mine: number, before = ""): Promise<CaptionPage | null> {
    const { language, search } = this;
    try {
      const page = await captionPage(this.session, this.bearer(), { language, search, before });
      if (mine !== this.asked) return null;
      this.problem = null;
      this.addTurns(page.turns);
      return page;
    } catch (error) {
      if (mine === this.asked) this.problem = problemOf(error, "captions.not_fetched");
      return null;
    }
  }
}
