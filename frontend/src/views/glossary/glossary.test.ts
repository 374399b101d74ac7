import { expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Glossary from "./Glossary.svelte";
import { eventually } from "../../testing/eventually";

const QUORUM = { id: "1", term: "quorum", language: "es", translation: "quórum" };
const ORDER = { id: "2", term: "point of order", language: "fr", translation: "motion d’ordre" };

function glossary(manages = false, added = { ...QUORUM, id: "3" }) {
  const asked: [string, string, unknown][] = [];
  const answers: Record<string, unknown> = {
    GET: { terms: [QUORUM, ORDER] },
    POST: { terms: [added] },
    DELETE: QUORUM,
  };
  vi.spyOn(globalThis, "fetch").mockImplementation((path, { method = "GET", body } = {}) => {
    asked.push([method, String(path), body ? JSON.parse(body as string) : null]);
    return Promise.resolve(new Response(JSON.stringify(answers[method])));
  });
  const client = new ManualClient({ roles: ["interpreter"], party: null });
  return { asked, view: show(Glossary, { session: "2", languages: ["fr", "es"], manages }, client) };
}

it("finds a term while one types", async () => {
  const { view } = glossary();
  await eventually(() => expect(view.find("glossary-count")?.textContent).toContain("2 translations"));
  view.type("glossary-search", "quo");
  expect(view.find("glossary")?.querySelector("dl")?.textContent).toMatch(/quorum.*quórum.*Spanish/s);
  expect(view.find("glossary")?.querySelectorAll("dt")).toHaveLength(1);
  view.type("glossary-search", "xyz");
  expect(view.find("glossary-count")?.textContent).toContain("No term");
});

it("adds a term in the language of the booth", async () => {
  const { asked, view } = glossary();
  await eventually(() => expect(view.find("glossary-count")).not.toBeNull());
  view.type("term", " quorum ");
  view.type("term-translation", "quorum");
  view.press("term-add");
  await eventually(() => expect(view.find("glossary-said")?.textContent).toBe("Added: quorum"));
  const terms = [{ term: "quorum", language: "fr", translation: "quorum" }];
  expect(asked.at(-1)).toEqual(["POST", "/api/v1/sessions/2/glossary", { terms }]);
  expect(asked.filter(([method]) => method === "GET")).toHaveLength(1);
  expect(view.find("glossary-count")?.textContent).toContain("3 translations");
  expect(view.find("glossary-remove-1")).toBeNull();
});

it("shows a translation that replaced another, in its place", async () => {
  const { view } = glossary(false, { ...QUORUM, translation: "cuórum" });
  await eventually(() => expect(view.find("glossary-count")).not.toBeNull());
  view.type("term", "quorum");
  view.type("term-translation", "cuórum");
  view.press("term-add");
  await eventually(() => expect(view.find("glossary-said")).not.toBeNull());
  const shown = [...(view.find("glossary")?.querySelectorAll("dd bdi") ?? [])];
  expect(shown.map(({ textContent }) => textContent)).toEqual(["motion d’ordre", "cuórum"]);
});

it("removes a term, for an organiser", async () => {
  const { asked, view } = glossary(true);
  await eventually(() => expect(view.find("glossary-remove-1")).not.toBeNull());
  view.press("glossary-remove-1");
  await eventually(() => expect(view.find("glossary-remove-1")).toBeNull());
  expect(asked.at(-1)?.slice(0, 2)).toEqual(["DELETE", "/api/v1/sessions/2/glossary/1"]);
});
