import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { contrast, readableOnDark } from "./accent";

const rgb = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

it("knows the contrast of WCAG", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});

it("makes every colour readable on the dark grounds", () => {
  const tokens = readFileSync("src/design/tokens.css", "utf-8");
  const dark = tokens.slice(tokens.indexOf('[data-theme="dark"]'), tokens.indexOf('[data-theme="contrast"]'));
  const grounds = ["paper", "paper-deep"].map(
    (name) => new RegExp(`--${name}: (#\\w+)`).exec(dark)?.[1] ?? "",
  );
  for (const accent of ["#000000", "#1d3c78", "#7a0019", "#00502f", "#4b0082"])
    for (const ground of grounds)
      expect(contrast(rgb(readableOnDark(accent)), rgb(ground)), accent).toBeGreaterThanOrEqual(4.5);
});

/** The classes by which views say how something is: well, open, called, heard, and the like. */
const STATUS =
  /\.(?:well|live|on|open|good|called|talking|held|answering|now|next|mine|lit|encoder|elsewhere)(?![\w-])/;

it("colours no status by the accent", () => {
  const views = readdirSync("src", { recursive: true, encoding: "utf-8" }).filter((path) =>
    path.endsWith(".svelte"),
  );
  expect(views.length).toBeGreaterThan(100);
  const coloured = views.flatMap((path) => {
    const text = readFileSync(`src/${path}`, "utf-8");
    const style = text.slice(text.lastIndexOf("<style"));
    return [...style.matchAll(/([^{}]*)\{([^{}]*)\}/g)]
      .filter(([, selector = "", rules = ""]) => STATUS.test(selector) && rules.includes("--navy"))
      .map(([, selector = ""]) => `${path}: ${selector.trim()}`);
  });
  expect(coloured).toEqual([]);
  expect(".heard .open").toMatch(STATUS);
});
