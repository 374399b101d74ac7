import { expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Exports from "./Exports.svelte";

const ask = vi.hoisted(() => vi.fn());
vi.mock("../../state/exports", () => ({ askExport: ask }));

it("asks for a translation of the clean text alone", () => {
  // No answer comes: one is asked for at a time.
  ask.mockReturnValue(new Promise(() => undefined));
  const forms = ["clean", "bracketed"] as const;
  const props = { path: "/exports", forms, languages: ["en", "fr"] };
  const view = show(Exports, props, new ManualClient());
  view.choose("export-language", "fr");
  view.press("export-pdf");
  expect(ask.mock.calls[0]?.[2]).toEqual({ format: "pdf", form: "clean", language: "fr" });
  const other = show(Exports, props, new ManualClient());
  other.choose("export-language", "fr");
  other.choose("export-form", "bracketed");
  expect(other.find("export-language")).toBeNull();
  other.press("export-docx");
  expect(ask.mock.calls[1]?.[2]).toEqual({ format: "docx", form: "bracketed" });
});
