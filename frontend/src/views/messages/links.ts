/** Finds the addresses in a text. Only `http` and `https` become links; all else stays text. */

export interface Piece {
  text: string;
  /** The address to open; empty if the piece is text. */
  href: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu;
/** Signs that end a sentence, and closing brackets without an opening one, do not belong to an address. */
const AFTER = /[.,;:!?…]+$/u;

export function piecesOf(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = withoutTail(match[0]);
    const href = safe(shown);
    if (!href) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index), href: "" });
    found.push({ text: shown, href });
    at = match.index + shown.length;
  }
  if (at < text.length) found.push({ text: text.slice(at), href: "" });
  return found;
}

function withoutTail(address: string): string {
  let shown = address.replace(AFTER, "");
  while (/[)\]]$/.test(shown) && !/[([]/.test(shown)) shown = shown.slice(0, -1).replace(AFTER, "");
  return shown;
}

/** The address as the browser will open it. Empty for one that hides its host behind a name and a password. */
function safe(address: string): string {
  if (!URL.canParse(address)) return "";
  const { protocol, username, password, hostname, href } = new URL(address);
  const isWeb = protocol === "http:" || protocol === "https:";
  return isWeb && hostname && !username && !password ? href : "";
}
