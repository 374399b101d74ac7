import { expect, it } from "vitest";
import { PagedRows } from "./pagedRows.svelte";

interface Page {
  rows: { id: string }[];
  next: string | null;
}

/** Rows whose answers the test gives, by the cursor that was asked for. */
function paged() {
  const asked: { after: string; answer: (page: Page) => void }[] = [];
  const table = new PagedRows<{ id: string }, Page>(
    (after) => new Promise((answer) => asked.push({ after, answer })),
    ({ rows }) => rows,
  );
  const page = (ids: string, next: string | null = null): Page => ({
    rows: [...ids].map((id) => ({ id })),
    next,
  });
  return { asked, table, page, ids: () => table.rows?.map(({ id }) => id).join("") };
}

it("adds a page once, however often it was asked for", async () => {
  const { asked, table, page, ids } = paged();
  const first = table.reload();
  asked[0]?.answer(page("ab", "b"));
  await first;
  const both = [table.loadMore(), table.loadMore()];
  for (const { answer } of asked.slice(1)) answer(page("cd"));
  await Promise.all(both);
  expect([asked.map(({ after }) => after), ids()]).toEqual([["", "b", "b"], "abcd"]);
});

it("keeps the place of a row that comes again", async () => {
  const { asked, table, page, ids } = paged();
  const first = table.reload();
  asked[0]?.answer(page("ab", "b"));
  await first;
  const more = table.loadMore();
  asked[1]?.answer(page("bc"));
  await more;
  expect(ids()).toBe("abc");
});

it("reads as many rows again as are shown, and other ones from the first", async () => {
  const { asked, table, page, ids } = paged();
  const first = table.reload();
  asked[0]?.answer(page("ab", "b"));
  await first;
  const more = table.loadMore();
  asked[1]?.answer(page("cd", "d"));
  await more;
  const again = table.reload();
  asked[2]?.answer(page("xa", "a"));
  await new Promise((resolve) => setTimeout(resolve));
  asked[3]?.answer(page("bc", "c"));
  await again;
  expect([ids(), table.page?.next]).toEqual(["xabc", "c"]);
  const other = table.loadFirst();
  expect(table.rows).toBeNull();
  asked[4]?.answer(page("q"));
  await other;
  expect(ids()).toBe("q");
});
