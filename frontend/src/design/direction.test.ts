import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SIDE = "(?:left|right)";
/** Declarations that name a side. The middle (50 %) is the same from both. */
const PHYSICAL = new RegExp(
  [
    `^\\s*(?:(?:scroll-)?(?:margin|padding)|border)-${SIDE}\\b.*:.*`,
    `^\\s*border-(?:top|bottom)-${SIDE}-radius:.*`,
    `^\\s*(?:float|clear|text-align):\\s*${SIDE}.*`,
    `^\\s*${SIDE}:(?!\\s*50%).*`,
    `\\bstyle:[-\\w]*${SIDE}\\b.*`,
  ].join("|"),
  "gm",
);

it("lays nothing out by left and right, so that a right-to-left language needs no rule", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf-8" }).filter((path) =>
    /\.(css|svelte)$/.test(path),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) =>
    (readFileSync(`src/${path}`, "utf-8").match(PHYSICAL) ?? []).map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
