import { expect, it } from "vitest";

const SOURCES = import.meta.glob("./*.svelte", { query: "?raw", import: "default", eager: true });

it("gives each key of the page to one act", () => {
  const text = Object.values(SOURCES).join("\n");
  // Two acts that are never there together may have one key: those on marked words, and on a whole paragraph.
  const shared = new Set(["T", "W"]);
  const keys = [
    ...[...text.matchAll(/aria-keyshortcuts="(.)"/g)].map(([, key]) => key),
    ...[...text.matchAll(/aria-keyshortcuts=\{isNext \? "(.)"/g)].map(([, key]) => key),
    ...[...text.matchAll(/(?:key: |, )"([A-Z#])"/g)].map(([, key]) => key),
    ...[...text.matchAll(/KEYS\b[^=]*= \{([^}]*)\}/g)].flatMap(([, entries]) =>
      [...(entries ?? "").matchAll(/: "(.)"/g)].map(([, key]) => key),
    ),
  ];
  expect(keys.length).toBeGreaterThan(20);
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at && !shared.has(key ?? ""));
  expect(twice).toEqual([]);
});
