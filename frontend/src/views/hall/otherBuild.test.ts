import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hasOtherBuild } from "./otherBuild";

const page = (src: string) => `<!doctype html><script type="module" src="${src}"></script>`;

beforeEach(() => {
  document.head.innerHTML = '<script type="module" src="/static/app/main-1.js"></script>';
});
afterEach(() => vi.unstubAllGlobals());

function serves(html: string | null, script: boolean): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, { method = "GET" }: RequestInit = {}) => {
    asked.push(`${method} ${path}`);
    if (html === null) throw new TypeError("Failed to fetch");
    return method === "HEAD" ? { ok: script } : { ok: true, text: async () => html };
  });
  return asked;
}

it("is the same if the page names the running script", async () => {
  const asked = serves(page("/static/app/main-1.js"), true);
  expect(await hasOtherBuild()).toBe(false);
  expect(asked).toEqual(["GET /"]);
});

it("differs if the page names another script that can be loaded", async () => {
  const asked = serves(page("/static/app/main-2.js"), true);
  expect(await hasOtherBuild()).toBe(true);
  expect(asked).toEqual(["GET /", "HEAD /static/app/main-2.js"]);
});

it.each([
  ["its script is not there yet", page("/static/app/main-2.js"), false],
  ["the page names none", "<p>Bad gateway</p>", true],
  ["nobody answers", null, true],
])("is not to be loaded while %s", async (_, html, script) => {
  serves(html, script);
  expect(await hasOtherBuild()).toBe(false);
});
