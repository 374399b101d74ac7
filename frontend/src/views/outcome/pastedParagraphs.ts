/** Many pasted lines become paragraphs. Pure. */
import type { Command } from "../../wire/frames";
import { escaped } from "./markup";

type Added = Extract<Command, { type: "outcome.add_paragraphs" }>["paragraphs"][number];
export type ParagraphKind = NonNullable<Added["kind"]>;

/** The most characters of a paragraph. */
export const LONGEST = 20_000;
/** The most paragraphs of one command. */
const MOST = 200;
/** The most octets of one command: the server takes messages of 64 KiB. */
const MOST_OCTETS = 56_000;

/** A bullet, or a letter or number of a list, as word processors put it before a tab. */
const BULLET = /^(?:[•·▪◦‣§●○■–—*-]|o|\(?(?:[a-z]|[ivx]+)[.)])\t\s*/i;
const NUMBER = /^\(?\d{1,3}[.)]?\t\s*/;

/** The paragraphs of some pasted text, each line one. Entries of a list are items, and numbers of lines are left out. */
export function paragraphsIn(pasted: string, kind: ParagraphKind): Added[] {
  return pasted
    .split(/\r?\n|\u2028|\u2029/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const isItem = kind === "paragraph" && BULLET.test(line);
      const text = line.replace(BULLET, "").replace(NUMBER, "").replace(/\s+/g, " ");
      return { kind: isItem ? "item" : kind, text: escaped(text) };
    })
    .filter(({ text }) => text);
}

const octets = (paragraphs: readonly Added[]) => new TextEncoder().encode(JSON.stringify(paragraphs)).length;

/** The last of the paragraphs, as many as one command takes. */
export function lastPart(paragraphs: readonly Added[]): [Added, ...Added[]] {
  let part = paragraphs.slice(-MOST);
  while (part.length > 1 && octets(part) > MOST_OCTETS) part = part.slice(Math.ceil(part.length / 2));
  return part as [Added, ...Added[]];
}
