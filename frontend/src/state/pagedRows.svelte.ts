/** Rows that the server sends page by page. An answer that another question has overtaken is dropped. */
export class PagedRows<Row extends { id: string }, Page extends { next: string | null }> {
  /** Null until the first answer. */
  rows = $state.raw<Row[] | null>(null);
  /** The page that was read last. */
  page = $state.raw<Page | null>(null);
  /** How often rows were asked for. */
  private requests = 0;

  constructor(
    private readonly load: (after: string) => Promise<Page>,
    private readonly rowsOf: (page: Page) => Row[],
  ) {}

  /** Reads as many rows as are shown, from the first. */
  async reload(): Promise<void> {
    const mine = ++this.requests;
    const shown = this.rows?.length ?? 0;
    let page = await this.load("");
    let rows = this.rowsOf(page);
    while (mine === this.requests && page.next !== null && rows.length < shown) {
      page = await this.load(page.next);
      rows = [...rows, ...this.rowsOf(page)];
    }
    if (mine === this.requests) Object.assign(this, { page, rows });
  }

  /** Reads other rows, from the first. */
  loadFirst(): Promise<void> {
    this.rows = null;
    return this.reload();
  }

  /** Adds the next page. A row of it that is shown already, because it moved, stays where it is. */
  async loadMore(): Promise<void> {
    const mine = ++this.requests;
    const page = await this.load(this.page?.next ?? "");
    if (mine !== this.requests) return;
    const shown = this.rows ?? [];
    const isNew = (row: Row) => !shown.some(({ id }) => id === row.id);
    this.rows = [...shown, ...this.rowsOf(page).filter(isNew)];
    this.page = page;
  }
}
