import { expect, it } from "vitest";
import { changedValues, languageOf, localInputText, momentOfInput, sizeText, type Values } from "./form";

const VALUES: Values = {
  title: { en: "Report", id: "Laporan" },
  symbol: "ICDD/2021/3",
  session: null,
  access: "public",
  embargo: "none",
  embargo_until: null,
};

it("sends what was changed and what stood there, and nothing else", () => {
  expect(changedValues(VALUES, { ...VALUES, title: { id: "Laporan", en: "Report" } })).toEqual({
    values: {},
    seen: {},
  });
  expect(changedValues(VALUES, { ...VALUES, symbol: "A", session: "4" })).toEqual({
    values: { symbol: "A", session: "4" },
    seen: { symbol: "ICDD/2021/3", session: null },
  });
});

it.each([
  ["report_fr.pdf", "fr"],
  ["report-FR.pdf", "fr"],
  ["report (fr).docx", "fr"],
  ["chief.pdf", "id"],
  ["report.pdf", "id"],
])("finds the language of %s", (name, tag) => {
  expect(languageOf(name, ["en", "id", "fr", "ef"], ["en"])).toBe(tag);
});

it("reads a time of the venue, and none in a gap of daylight-saving time", () => {
  expect(momentOfInput("2021-11-16T09:00", "Asia/Makassar")).toBe("2021-11-16T01:00:00.000Z");
  expect(momentOfInput("2021-03-28T02:30", "Europe/Berlin")).toBeNull();
  expect(momentOfInput("2021-10-31T12:00", "Europe/Berlin")).toBe("2021-10-31T11:00:00.000Z");
  expect(momentOfInput("", "UTC")).toBeNull();
  expect(localInputText("2021-11-16T01:00:00.000Z", "Asia/Makassar")).toBe("2021-11-16T09:00");
});

it("names sizes", () => {
  expect([512, 310_400, 4_200_000, 42_000_000].map((octets) => sizeText(octets, "en"))).toEqual([
    "1 kB",
    "310 kB",
    "4.2 MB",
    "42 MB",
  ]);
});
