import { afterEach, describe, expect, it } from "vitest";
import { changeTexts, loadedCatalogue, readTextsBy, render } from "./catalogue.svelte";
import { common as en } from "./en/common.json";
import { common as id } from "./id/common.json";
import { isolateDirection } from "./isolateDirection";
import { direction, setLanguage } from "./language.svelte";
import { refusalText, refusalTextIn, t } from "./texts";

const readFiles = readTextsBy(() => Promise.resolve(null));
readTextsBy(readFiles);
afterEach(() => readTextsBy(readFiles));

describe("render", () => {
  it("chooses plurals and ordinals by the language's rules", () => {
    const places = [1, 2, 3, 4, 11, 21].map((count) => render(en, "floor.position", { count }, "en"));
    expect(places).toEqual(["1st", "2nd", "3rd", "4th", "11th", "21st"]);
    expect(render(id, "floor.position", { count: 3 }, "id")).toBe("ke-3");
    const votes = [1, 2].map((count) => render(en, "questions.votes", { count }, "en"));
    expect(votes).toEqual(["1 vote", "2 votes"]);
  });

  it("isolates a name that is written from right to left, and no other", () => {
    const said = (name: string) => render(en, "strip.you_are", { name }, "en");
    expect(said("Ana")).toBe("You are Ana");
    expect(said("آنا")).toBe("You are \u2068آنا\u2069");
    expect(["", "Ana 2", "田中", "דנה"].map(isolateDirection)).toEqual([
      "",
      "Ana 2",
      "田中",
      "\u2068דנה\u2069",
    ]);
  });

  it("isolates every name for a reader whose language is written from right to left", () => {
    setLanguage("ar");
    expect(["", "12:30", "640×360", "Ana (Fiji)", "آنا"].map(isolateDirection)).toEqual([
      "",
      "12:30",
      "\u2068640×360\u2069",
      "\u2068Ana (Fiji)\u2069",
      "\u2068آنا\u2069",
    ]);
    setLanguage("en");
  });

  it("puts no full stop after what ends a sentence itself", () => {
    const said = (what: string, tag: string) =>
      render({ en: "{what}. Who is in favour?", zh: "{what}。谁赞成？" }, tag, { what }, tag);
    for (const question of ["Shall we go on?", "Go on!", "We go on.", "هل نستمر؟", "继续吗？"])
      expect(said(question, "en")).toBe(`${isolateDirection(question)} Who is in favour?`);
    expect(said("Indicative vote: \u2068هل نستمر؟\u2069", "en")).not.toContain(".");
    expect(said("Vote on L.12", "en")).toBe("Vote on L.12. Who is in favour?");
    expect([said("继续吗？", "zh"), said("表决", "zh")]).toEqual(["继续吗？谁赞成？", "表决。谁赞成？"]);
  });

  it("shows a placeholder without a parameter as it is, and nothing for an unknown key", () => {
    expect(render({ you: "You are {name}" }, "you", {}, "en")).toBe("You are {name}");
    expect(render({}, "you", {}, "en")).toBe("");
  });

  it("shows a pseudo-language if one is chosen, and does not change the parameters", () => {
    changeTexts((text) => text.toUpperCase().replace("{NAME}", "{name}"));
    expect(t("strip.you_are", { name: "Fiji" })).toBe("YOU ARE Fiji");
    changeTexts((text) => text);
  });
});

describe("a catalogue", () => {
  it("shows the previous language until the reader's is loaded", async () => {
    let come: (texts: Record<string, string>) => void = () => undefined;
    const late = new Promise<Record<string, string>>((resolve) => (come = resolve));
    const texts: Record<string, string> = { en: "Yes", fr: "Oui" };
    readTextsBy((_, tag) => (tag === "id" ? late : Promise.resolve({ "exports.title": texts[tag] ?? "" })));
    const of = await loadedCatalogue("exports");
    expect(of("exports.title")).toBe("Yes");
    await of.load("fr");
    setLanguage("fr");
    expect(of("exports.title")).toBe("Oui");
    setLanguage("id");
    expect(of("exports.title")).toBe("Oui");
    come({ "exports.title": "Ya" });
    await of.load("id");
    expect(of("exports.title")).toBe("Ya");
    setLanguage("en");
  });
});

describe("the reader's language", () => {
  it("is remembered", () => {
    setLanguage("id");
    expect(t("strip.you_are", { name: "Fiji" })).toBe("Anda: Fiji");
    expect(localStorage.getItem("balai.language")).toBe("id");
    setLanguage("en");
  });

  it("decides the direction", () => {
    expect(["en", "ar"].map(direction)).toEqual(["ltr", "rtl"]);
  });
});

describe("refusalText", () => {
  it("prefers its own text for a code to the server's", () => {
    expect(refusalText({ code: "question.blank", message: "x" })).toBe(en["refusal.question.blank"]);
    expect(refusalText({ code: "demo.absent", message: "Wait a moment." })).toBe("Wait a moment.");
  });

  it("looks in the view's own catalogue first", async () => {
    const texts = { "refusal.question.blank": "Write it, {name}." };
    readTextsBy(() => Promise.resolve(texts));
    const own = refusalTextIn(await loadedCatalogue("exports"));
    expect(own({ code: "question.blank", values: { name: "Ana" } })).toBe("Write it, Ana.");
    expect(own({ code: "question.unknown" })).toBe(refusalText({ code: "question.unknown" }));
  });
});

const files = import.meta.glob<Record<string, Record<string, string>>>("./*/*.json", {
  eager: true,
  import: "default",
});
/** The texts of a language, with the name of the catalogue. */
const textsIn = (tag: string) =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`./${tag}/`))
    .flatMap(([, catalogues]) => Object.entries(catalogues))
    .flatMap(([name, texts]) => Object.values(texts).map((text) => [name, text] as const));

it("gives no party a gender in French and Spanish, where some are feminine", () => {
  // What has a name on the page of tokens is a token.
  const texts = ["fr", "es"].flatMap(textsIn).filter(([name]) => name !== "apiTokens");
  expect(texts.length).toBeGreaterThan(5000);
  const gendered =
    /(?<!(?:par|de) )\{name\} (?:a été|n’est|est|fue|ha sido) (?:\p{L}+(?:é|ado|ido)|entendu|interrompu)\b/u;
  expect("{name} a été interrompu").toMatch(gendered);
  expect(texts.filter(([, text]) => gendered.test(text))).toEqual([]);
});

it("names the choice of the page’s language unlike every other choice of a language", () => {
  for (const tag of ["en", "fr", "es", "ar", "zh", "ru", "id"]) {
    const named = files[`./${tag}/common.json`]?.["common"]?.["app.language"];
    const alike = textsIn(tag).filter(([, text]) => text === named);
    expect([tag, alike]).toEqual([tag, [["common", named]]]);
  }
});
