import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync("src/design/tokens.css", "utf-8");
const THEMES = ["light", "dark", "contrast"] as const;
/** Which ink is used on which ground. WCAG 2.2 requires a contrast of 4.5, and 7 in high contrast. */
const PAIRS: [string, string[]][] = [
  ["paper", ["ink", "ink-soft", "ink-faint", "navy", "well", "live", "attention"]],
  ["paper-deep", ["ink", "ink-soft", "ink-faint", "navy", "well", "live", "attention"]],
  ["attention-paper", ["ink", "ink-soft", "navy", "well", "attention"]],
  ["live-paper", ["ink", "ink-soft", "navy", "well", "live"]],
  ["navy", ["on-navy"]],
  ["well", ["on-navy"]],
  ["live", ["on-live"]],
  ["stage", ["on-stage", "stage-attention", "stage-live"]],
  ["code-paper", ["code-ink"]],
];
const CASES = THEMES.flatMap((theme) =>
  PAIRS.flatMap(([ground, inks]) => inks.map((ink) => [theme, ink, ground] as const)),
);

function tokens(selector: string): Record<string, string> {
  const blocks = [...CSS.matchAll(/^([^{}]+)\{([^}]*)\}/gm)];
  const own = blocks.filter(([, head]) => head?.replace(/\/\*.*?\*\//gs, "").includes(selector));
  return Object.fromEntries(
    own.flatMap(([, , body]) =>
      [...(body ?? "").matchAll(/--([\w-]+): (#\w{6});/g)].map(([, a, b]) => [a, b]),
    ),
  );
}

/** Relative luminance of `#rrggbb`, by WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

it("computes contrast as WCAG does", () => {
  expect(ratio("#000000", "#ffffff")).toBeCloseTo(21);
  expect(ratio("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

it("gives every theme the same colours", () => {
  const [light, dark, contrast] = THEMES.map((theme) => Object.keys(tokens(`[data-theme="${theme}"]`)));
  expect(dark).toEqual(light);
  expect(contrast).toEqual(light);
});

describe.each(CASES)("in the theme %s, %s on %s", (theme, ink, ground) => {
  it("has enough contrast", () => {
    const all = { ...tokens(":root"), ...tokens(`[data-theme="${theme}"]`) };
    const least = theme === "contrast" ? 7 : 4.5;
    expect(ratio(all[ink] ?? "", all[ground] ?? "")).toBeGreaterThanOrEqual(least);
  });
});
