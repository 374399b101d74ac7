import { DOMParser, Slice } from "prosemirror-model";
import { expect, it } from "vitest";
import { docOf, markupOf, asOneParagraph, schema } from "./proseMarkup";

it.each([
  "We promote open data.",
  "<b>All</b> data<fn>By law &amp; custom.</fn> is &lt;open&gt;.",
  "<b>a <i>b</i></b><i>c</i> d",
  "",
])("keeps the markup %s", (markup) => expect(markupOf(docOf(markup).child(0))).toBe(markup));

it("says where the cursor is, without marks that end there", () => {
  const paragraph = docOf("A <b>bold</b> word").child(0);
  expect(markupOf(paragraph.cut(0, 6), true)).toBe("A <b>bold");
});

it("leaves out what the schema does not have from pasted markup, and makes one paragraph", () => {
  const pasted = document.createElement("div");
  pasted.innerHTML =
    '<p class="MsoNormal"><span style="color:red">One <strong>bold</strong></span></p><script>x()</script><p>Two</p>';
  const slice = DOMParser.fromSchema(schema).parseSlice(pasted);
  const { content } = asOneParagraph(slice);
  expect(markupOf(schema.node("paragraph", null, content))).toBe("One <b>bold</b> Two");
  expect(asOneParagraph(Slice.empty).content.size).toBe(0);
});
