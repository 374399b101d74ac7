import { describe, expect, it } from "vitest";
import { en } from "./en";
import { id } from "./id";
import { direction, render, setLanguage, type Message } from "./index.svelte";
import { isolated } from "./isolated";
import { refusalText, t } from "./words";

const holes = (message: Message) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

describe("the catalogues", () => {
  it("have the same keys", () => {
    expect(Object.keys(id).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as (keyof typeof en)[])("leave the same holes in %s", (key) => {
    expect(holes(id[key])).toEqual(holes(en[key]));
  });
});

describe("render", () => {
  it("chooses plurals and ordinals by the language's rules", () => {
    const places = [1, 2, 3, 4, 11, 21].map((count) => render(en["floor.position"], { count }, "en"));
    expect(places).toEqual(["1st", "2nd", "3rd", "4th", "11th", "21st"]);
    expect(render(id["floor.position"], { count: 3 }, "id")).toBe("ke-3");
    expect([1, 2].map((count) => render(en["questions.votes"], { count }, "en"))).toEqual([
      "1 vote",
      "2 votes",
    ]);
  });

  it("isolates a name that is written to the left, and no other", () => {
    const said = (name: string) => render(en["strip.you_are"], { name }, "en");
    expect(said("Ana")).toBe("You are Ana");
    expect(said("آنا")).toBe("You are \u2068آنا\u2069");
    expect(["", "Ana 2", "田中", "דנה"].map(isolated)).toEqual(["", "Ana 2", "田中", "\u2068דנה\u2069"]);
  });

  it("leaves a hole without a parameter to be seen", () => {
    expect(render("You are {name}", {}, "en")).toBe("You are {name}");
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
  it("prefers our words for a code to the server's", () => {
    expect(refusalText("question.blank", "x")).toBe(en["refusal.question.blank"]);
    expect(refusalText("demo.absent", "Wait a moment.")).toBe("Wait a moment.");
  });
});
