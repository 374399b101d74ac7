import { expect, it } from "vitest";
import { lastPart, paragraphsIn } from "./pastedParagraphs";

it("makes a paragraph of each line, and items of the entries of a list", () => {
  const pasted =
    "We will:\r\n\r\n•\tshare data;\n(b)\tmeet <often>;\n3.\tWe thank  Bali.\n- a dash alone stays";
  expect(paragraphsIn(pasted, "paragraph")).toEqual([
    { kind: "paragraph", text: "We will:" },
    { kind: "item", text: "share data;" },
    { kind: "item", text: "meet &lt;often&gt;;" },
    { kind: "paragraph", text: "We thank Bali." },
    { kind: "paragraph", text: "- a dash alone stays" },
  ]);
  expect(paragraphsIn("•\tRecalling", "preamble")).toEqual([{ kind: "preamble", text: "Recalling" }]);
  expect(paragraphsIn(" \n\t\n", "paragraph")).toEqual([]);
});

it("sends a paste of 200 pages in parts that a message has room for", () => {
  // 600 paragraphs of 1,000 signs with three octets each.
  let left = paragraphsIn(`${"外".repeat(1000)}\n`.repeat(600), "paragraph");
  let sent = 0;
  while (left.length) {
    const part = lastPart(left);
    expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(60_000);
    left = left.slice(0, -part.length);
    sent += part.length;
  }
  expect(sent).toBe(600);
});
