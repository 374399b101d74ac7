import { describe, expect, it } from "vitest";
import { refusalText } from "./texts";
import type { Entities } from "../../../state/store.svelte";
import { inSubmissionOrder, countWords, maxWords, withOwnFirst, spokenStatement } from "./writtenStatements";

describe("the length of a statement in writing", () => {
  it("is counted in words, whatever is between them", () => {
    expect(["", "  \n ", "Bula", " Bula  vinaka\n\nvaka-levu \u00a0 "].map(countWords)).toEqual([0, 0, 1, 3]);
  });

  it("is counted in characters, or by four letters, for scripts without spaces", () => {
    const texts = {
      "It’s 1.5 °C — now.": 5, "我们同意。我们感谢主席。": 10, "在COP27会议上，２０２５年": 7, "サーバーは動く": 7,
      ที่ดิน: 1, ประเทศไทยขอขอบคุณท่านประธาน: 7, "ขอบคุณ Fiji2021นะ": 4, "우리는 동의합니다": 2, "नमस्ते दुनिया": 2, "نحن نوافق": 2,
    }; // prettier-ignore
    expect(Object.keys(texts).map(countWords)).toEqual(Object.values(texts));
  });

  it("may be greater for a group, and a blank group counts as none", () => {
    expect(["", "  ", "Pacific Islands Forum"].map((group) => maxWords(group))).toEqual([500, 500, 800]);
    expect([maxWords("", "state"), maxWords("", "group")]).toEqual([500, 800]);
  });
});

const statement = (key: string, minute: string, changed: Partial<Entities["written_statement"]> = {}) => ({
  id: key,
  party: "1",
  language: "en",
  text: "We agree.",
  rich: false,
  words: 2,
  on_behalf_of: "",
  kind: "statement" as const,
  spoken: false,
  held: false,
  file: "" as const,
  submitted_at: `2021-11-16T05:${minute}:00Z`,
  ...changed,
});

it("lists statements in the order in which they were handed in", () => {
  const listed = inSubmissionOrder([statement("a", "10"), statement("b", "05")]);
  expect(listed.map((one) => one.id)).toEqual(["b", "a"]);
});

it("shows me my own text that is held back", () => {
  const all = [statement("a", "10", { text: "", held: true }), statement("b", "05")];
  expect(withOwnFirst(all, [statement("a", "10", { held: true })]).map(({ text }) => text)).toEqual([
    "We agree.",
    "We agree.",
  ]);
});

it("finds the text of a turn: the party's last one of the same kind and capacity", () => {
  const spoken = [
    statement("a", "05", { spoken: true }),
    statement("b", "10", { spoken: true }),
    statement("c", "15"),
    statement("d", "15", { spoken: true, on_behalf_of: "Islands" }),
    statement("e", "15", { spoken: true, party: "2" }),
    statement("f", "15", { spoken: true, kind: "intervention" }),
  ];
  const found = (
    party: string,
    on_behalf_of: string,
    kind: "statement" | "intervention" | "right_of_reply",
  ) => spokenStatement(spoken, { party, on_behalf_of, kind })?.id;
  expect(found("1", "", "statement")).toBe("b");
  expect(found("1", "The Islands", "statement")).toBe("d");
  expect(found("1", "", "intervention")).toBe("f");
  expect(found("1", "", "right_of_reply")).toBe(undefined);
  expect(found("3", "", "statement")).toBe(undefined);
});

describe("refusal texts of a party", () => {
  it("are its own, or else the common ones, or else the server's", () => {
    expect(refusalText({ code: "written.too_long", values: { most: 800 } })).toContain("at most 800 words");
    expect(refusalText({ code: "session.closed" })).toBe(
      "The session is closed. Ask the moderator to add a correction to its minutes.",
    );
    expect(refusalText({ code: "floor.unheard_of", message: "x" })).toBe("x");
  });
});
