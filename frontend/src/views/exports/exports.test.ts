import { expect, it, onTestFinished, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Exports from "./Exports.svelte";

it("asks for a translation of the clean text alone", () => {
  // No answer comes: one is asked for at a time.
  const fetched = vi.spyOn(globalThis, "fetch").mockReturnValue(new Promise(() => undefined));
  onTestFinished(() => fetched.mockRestore());
  const asked = (at: number) => JSON.parse(String(fetched.mock.calls[at]?.[1]?.body)) as unknown;
  const forms = ["clean", "bracketed"] as const;
  const props = { path: "/exports", forms, languages: ["en", "fr"] };
  const view = show(Exports, props, new ManualClient());
  view.choose("export-language", "fr");
  view.press("export-pdf");
  expect(asked(0)).toEqual({ format: "pdf", form: "clean", language: "fr" });
  const other = show(Exports, props, new ManualClient());
  other.choose("export-language", "fr");
  other.choose("export-form", "bracketed");
  expect(other.find("export-language")).toBeNull();
  other.press("export-docx");
  expect(asked(1)).toEqual({ format: "docx", form: "bracketed" });
});
