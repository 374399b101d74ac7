/** The editor's document: one paragraph of text in bold or italics, with footnotes. And its markup. */
import { Fragment, Schema, Slice, type Mark, type Node } from "prosemirror-model";
import { escaped, runsOf } from "./markup";

export const schema = new Schema({
  nodes: {
    doc: { content: "paragraph" },
    paragraph: { content: "inline*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: { group: "inline" },
    footnote: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { text: { default: "" } },
      toDOM: (node) => [
        "sup",
        { "data-footnote": node.attrs["text"] as string, title: node.attrs["text"] as string },
        "※",
      ],
      parseDOM: [
        {
          tag: "sup[data-footnote]",
          getAttrs: (element) => ({ text: element.getAttribute("data-footnote") }),
        },
      ],
    },
  },
  marks: {
    b: { toDOM: () => ["b", 0], parseDOM: [{ tag: "b" }, { tag: "strong" }] },
    i: { toDOM: () => ["i", 0], parseDOM: [{ tag: "i" }, { tag: "em" }] },
  },
});

const { b, i } = schema.marks;

/** The editor's document of a paragraph in the markup. */
export function docOf(markup: string): Node {
  const nodes = runsOf(markup)
    .filter(({ text }) => text)
    .map((run) => {
      const marks = [run.bold && b, run.italic && i].filter((mark) => !!mark).map((mark) => mark.create());
      return run.kind === "note"
        ? schema.node("footnote", { text: run.text }, undefined, marks)
        : schema.text(run.text, marks);
    });
  return schema.node("doc", null, [schema.node("paragraph", null, Fragment.fromArray(nodes))]);
}

/** The markup of a paragraph of the editor. With `isOpen`, marks at its end are not closed. */
export function markupOf(paragraph: Node, isOpen = false): string {
  let out = "";
  let opened: string[] = [];
  const set = (marks: readonly Mark[]) => {
    const wanted = marks.map(({ type }) => type.name);
    // A mark that ends takes those that began after it with it.
    const kept = opened.findIndex((name) => !wanted.includes(name));
    const open = kept < 0 ? opened : opened.slice(0, kept);
    out += [...opened.slice(open.length)]
      .reverse()
      .map((name) => `</${name}>`)
      .join("");
    const more = wanted.filter((name) => !open.includes(name));
    out += more.map((name) => `<${name}>`).join("");
    opened = [...open, ...more];
  };
  paragraph.forEach((node) => {
    if (node.isText) {
      set(node.marks);
      out += escaped(node.text ?? "");
    } else if (node.type.name === "footnote") {
      const text = (node.attrs["text"] as string).trim();
      set(node.marks);
      if (text) out += `<fn>${escaped(text)}</fn>`;
    }
  });
  if (!isOpen) set([]);
  return out;
}

/** What was pasted, as one line of words: several paragraphs follow each other. */
export function asOneParagraph(slice: Slice): Slice {
  const nodes: Node[] = [];
  slice.content.descendants((node) => {
    if (!node.isInline) {
      if (node.isTextblock && nodes.length) nodes.push(schema.text(" "));
      return true;
    }
    nodes.push(node);
    return false;
  });
  return new Slice(Fragment.fromArray(nodes), 0, 0);
}
