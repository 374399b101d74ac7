import { describe, expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { capitalized, orderScriptOf, scriptOf, partyInSentence } from "./script";

const entry = (party: string, mode: "live" | "video_statement" | "read_out" = "live", on_behalf_of = "") => ({
  party,
  mode,
  on_behalf_of,
  reader: null as string | null,
});
const script = (holder: string | null, ...waiting: ReturnType<typeof entry>[]) =>
  scriptOf(
    holder,
    waiting,
    (party) => party.toUpperCase(),
    (name, group) => `${name} for ${group}`,
    (reader) => (reader === null || reader === "chair" ? "" : reader.toUpperCase()),
  );

describe("the script line", () => {
  it("names the next and who follows", () => {
    expect(script(null, entry("fiji"), entry("chile"), entry("japan"))).toEqual({
      thanks: "",
      key: "script.give",
      params: { name: "FIJI", after: "CHILE", reader: "" },
    });
  });

  it("thanks the holder first, and says who is the last", () => {
    expect(script("japan", entry("fiji"))).toEqual({
      thanks: "JAPAN",
      key: "script.give_last",
      params: { name: "FIJI", after: "", reader: "" },
    });
  });

  it.each([
    ["video_statement", "script.hear"],
    ["read_out", "script.read"],
  ] as const)("introduces a %s statement as such", (mode, key) => {
    expect(script(null, entry("fiji", mode), entry("chile")).key).toBe(key);
    expect(script(null, entry("fiji", mode)).key).toBe(`${key}_last`);
  });

  it("names the reader of a statement if it is not the chair", () => {
    const read = (reader: string | null) => ({ ...entry("fiji", "read_out"), reader });
    expect(script(null, read("secretary"), entry("chile"))).toEqual({
      thanks: "",
      key: "script.read_by",
      params: { name: "FIJI", after: "CHILE", reader: "SECRETARY" },
    });
    expect(script(null, read("secretary")).key).toBe("script.read_by_last");
    expect(script(null, read("chair")).key).toBe("script.read_last");
  });

  it("names the group for which a party speaks", () => {
    expect(script(null, entry("fiji", "live", "AOSIS")).params.name).toBe("FIJI for AOSIS");
  });

  it("only thanks if the list is empty", () => {
    expect(script(null).key).toBe("script.nothing");
    expect(script("fiji")).toEqual({
      thanks: "FIJI",
      key: "script.thanks_no_more",
      params: { name: "", after: "", reader: "" },
    });
  });
});

describe("the script of a point of order", () => {
  it("recognises the party that raised it, and gives the floor back after the ruling", () => {
    expect(orderScriptOf("FIJI", null, null)).toEqual({ key: "script.order", params: { name: "FIJI" } });
    expect(orderScriptOf(null, "FIJI", "CHILE")).toEqual({
      key: "script.ruling_back",
      params: { name: "CHILE" },
    });
    expect(orderScriptOf(null, "FIJI", null)).toEqual({ key: "script.ruling", params: { name: "FIJI" } });
    expect(orderScriptOf(null, null, null)).toBeNull();
  });
});

it("names a party with its article within a sentence, in the languages that have one", () => {
  const us = {
    name: { en: "United States of America", id: "Amerika Serikat" },
    spoken: { en: "the United States of America" },
    outlet: "",
  } as unknown as Entities["party"];
  expect(partyInSentence(us, "en")).toBe("the United States of America");
  expect(capitalized(partyInSentence(us, "en"))).toBe("The United States of America");
  expect(partyInSentence(us, "id")).toBe("Amerika Serikat");
  expect(partyInSentence(null, "en")).toBe("");
});
