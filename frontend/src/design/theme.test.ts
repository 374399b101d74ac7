import { readFileSync } from "node:fs";
import { beforeEach, expect, it, vi } from "vitest";
import { setTheme, theme } from "./theme.svelte";

const SCRIPT = readFileSync("public/theme.js", "utf-8");
const shown = () => document.documentElement.dataset["theme"];

/** Loads the page's first script on a system that has the named preferences. */
function load({ prefers = "", address = "/" } = {}) {
  history.replaceState(null, "", address);
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: prefers !== "" && query.includes(prefers),
    addEventListener: () => undefined,
  }));
  new Function(SCRIPT)();
}

beforeEach(() => localStorage.clear());

it("follows the system until the reader chooses", () => {
  const seen = ["", "dark", "contrast"].map((prefers) => {
    load({ prefers });
    return shown();
  });
  expect(seen).toEqual(["light", "dark", "contrast"]);
});

it("shows a choice at once, stores it, and can return to the system's theme", () => {
  load({ prefers: "dark" });
  setTheme("contrast");
  expect([shown(), theme()]).toEqual(["contrast", "contrast"]);
  load({ prefers: "dark" });
  expect(shown()).toBe("contrast");
  setTheme("system");
  expect(shown()).toBe("dark");
});

it("shows the theme that the address asks for, whatever was chosen", () => {
  setTheme("contrast");
  load({ address: "/?theme=dark" });
  expect(shown()).toBe("dark");
  load({ address: "/?theme=mauve" });
  expect(shown()).toBe("light");
});
