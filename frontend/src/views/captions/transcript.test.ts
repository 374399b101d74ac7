import { afterEach, expect, it, vi } from "vitest";
import type { Caption } from "../../state/captions";
import { Transcript } from "./transcript.svelte";

const AT = "2021-11-16T05:30:00Z";
const caption = (id: number, text = `Sentence ${id}.`): Caption => ({
  id: String(id),
  language: "en",
  source: "captioner",
  turn: null,
  text,
  corrected: false,
  began_at: AT,
  ended_at: AT,
});

/** The captions of the server; a page has three. */
let kept: Caption[];
const asked: string[] = [];
const transcript = new Transcript("2", () => "t");

function answer(path: string): Response {
  asked.push(path);
  const query = new URL(path, "http://balai").searchParams;
  const before = Number(query.get("before") ?? Infinity);
  const found = kept.filter(({ id, text }) => Number(id) < before && text.includes(query.get("q") ?? ""));
  const items = found.slice(-Math.min(3, Number(query.get("limit"))));
  const next = items.length < found.length ? (items[0]?.id ?? null) : null;
  return Response.json({ items, next, turns: [] });
}

const texts = () => transcript.captions.map(({ text }) => text);
const numbered = (...ids: number[]) => ids.map((id) => `Sentence ${id}.`);

function served(...ids: number[]) {
  kept = ids.map((id) => caption(id));
  vi.spyOn(globalThis, "fetch").mockImplementation((path) => Promise.resolve(answer(path as string)));
}
afterEach(() => vi.restoreAllMocks());

it("is read from its end, page by page", async () => {
  served(1, 2, 3, 4, 5, 6, 7);
  await transcript.show("en");
  expect(texts()).toEqual(numbered(5, 6, 7));
  await transcript.readEarlier();
  await transcript.readEarlier();
  expect([texts(), transcript.earlier]).toEqual([numbered(1, 2, 3, 4, 5, 6, 7), null]);
});

it("has no gap after the connection was lost", async () => {
  served(1, 2, 3);
  await transcript.show("en");
  kept.push(caption(4));
  await transcript.catchUp();
  expect(texts()).toEqual(numbered(1, 2, 3, 4));
  kept.push(...[5, 6, 7, 8, 9].map((id) => caption(id)));
  await transcript.catchUp();
  expect([texts(), transcript.earlier]).toEqual([numbered(7, 8, 9), "7"]);
});

it("shows a restored caption in its place", async () => {
  served(1, 2, 3);
  await transcript.show("en");
  transcript.remove("2");
  expect(texts()).toEqual(numbered(1, 3));
  await transcript.restore("2");
  expect(texts()).toEqual(numbered(1, 2, 3));
});

it("drops an answer that another search has overtaken", async () => {
  served(1, 2, 3);
  const first = transcript.show("en", "Sentence 1");
  await transcript.show("en", "Sentence 3");
  await first;
  expect([texts(), transcript.search]).toEqual([numbered(3), "Sentence 3"]);
});

it("says why it cannot be read", async () => {
  served();
  vi.spyOn(globalThis, "fetch").mockResolvedValue(
    Response.json({ code: "publication.not_published", detail: "No." }, { status: 403 }),
  );
  await transcript.show("en");
  expect(transcript.problem?.code).toBe("publication.not_published");
});
