/** The part of HTML that is shown: paragraphs, headings, lists, bold and italics. The source is untrusted. Pure. */

export type Tag = "p" | "h3" | "ul" | "ol" | "li" | "br" | "strong" | "em";
export type Piece = string | { tag: Tag; pieces: Piece[] };

const SHOWN: Record<string, Tag> = {
  P: "p", DIV: "p", H1: "h3", H2: "h3", H3: "h3", H4: "h3", H5: "h3", H6: "h3", UL: "ul", OL: "ol", LI: "li",
  BR: "br", STRONG: "strong", B: "strong", EM: "em", I: "em",
}; // prettier-ignore
const DROPPED = new Set([
  "SCRIPT",
  "STYLE",
  "TITLE",
  "TEMPLATE",
  "IFRAME",
  "NOSCRIPT",
  "TEXTAREA",
  "svg",
  "math",
]);
const INLINE = new Set<Tag>(["strong", "em", "br"]);

/** The pieces of HTML that are shown. Of other elements only the text is kept. Nothing is run or fetched. */
export const piecesOf = (html: string): Piece[] =>
  within(new DOMParser().parseFromString(html, "text/html").body);

function within(node: Node): Piece[] {
  return [...node.childNodes].flatMap((child): Piece[] => {
    if (child instanceof Text) return [child.data];
    if (!(child instanceof Element) || DROPPED.has(child.tagName)) return [];
    const tag = SHOWN[child.tagName];
    return tag ? [{ tag, pieces: within(child) }] : within(child);
  });
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export function htmlOf(pieces: Piece[]): string {
  const one = (piece: Piece): string => {
    if (typeof piece === "string") return piece.replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign);
    return piece.tag === "br" ? "<br>" : `<${piece.tag}>${htmlOf(piece.pieces)}</${piece.tag}>`;
  };
  return pieces.map(one).join("");
}

/** The plain words. The end of a paragraph separates words. */
export function plainTextOf(pieces: Piece[]): string {
  const one = (piece: Piece): string => {
    if (typeof piece === "string") return piece;
    if (piece.tag === "br") return "\n";
    return INLINE.has(piece.tag) ? plainTextOf(piece.pieces) : `\n${plainTextOf(piece.pieces)}\n`;
  };
  return pieces.map(one).join("");
}
