import { expect, test } from "vitest";
import { piecesOf } from "./links";

const links = (text: string) => piecesOf(text).filter(({ href }) => href);

test("a text without an address is one piece", () => {
  expect(piecesOf("We agree.")).toEqual([{ text: "We agree.", href: "" }]);
  expect(piecesOf("")).toEqual([]);
});

test("an address becomes a link, without the sign that ends the sentence", () => {
  expect(piecesOf("See https://example.org/a?b=1, or (http://example.org/c).")).toEqual([
    { text: "See ", href: "" },
    { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" },
    { text: ", or (", href: "" },
    { text: "http://example.org/c", href: "http://example.org/c" },
    { text: ").", href: "" },
  ]);
  expect(links("https://example.org/a_(b)")[0]?.text).toBe("https://example.org/a_(b)");
});

test.each([
  "javascript:alert(1)",
  "data:text/html,<b>",
  "https://",
  "https://bank.example@evil.example/",
  "https://user:word@evil.example/",
  "//example.org",
  "ftp://example.org",
])("%s stays text", (text) => {
  expect(links(text)).toEqual([]);
});

test("an address with letters of another script shows the host that will be opened", () => {
  expect(links("https://exаmple.org/")[0]?.href).toBe("https://xn--exmple-4nf.org/");
});

test("all of a text is in its pieces, in order", () => {
  const text = "a https://a.example b\nhttps://b.example";
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
