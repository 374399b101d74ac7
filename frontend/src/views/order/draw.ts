/** Lots drawn again: the items by the SHA-256 of the seed, a colon and the item (FL7). */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What an item drew; the least comes first. Without `crypto.subtle`, which plain HTTP does not have. */
export const lotOf = (seed: string, item: string): string =>
  bytesToHex(sha256(utf8ToBytes(`${seed}:${item}`)));

export function draw(seed: string, items: readonly string[]): string[] {
  const lots = new Map(items.map((item) => [item, lotOf(seed, item)]));
  return [...items].sort((a, b) => ((lots.get(a) ?? "") < (lots.get(b) ?? "") ? -1 : 1));
}

/** Whether each group came out of the seed in just this order. */
export const follows = (seed: string, drawn: readonly (readonly string[])[]): boolean =>
  drawn.every((group) => draw(seed, [...group].reverse()).join("\n") === group.join("\n"));
