/** Repeats a drawing of lots. The order is that of each item's lot: the SHA-256 of the seed, a colon and the item (FL7). */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The lot of an item; the smallest comes first. It does not use `crypto.subtle`, which is missing on plain HTTP. */
export const lotOf = (seed: string, item: string): string =>
  bytesToHex(sha256(utf8ToBytes(`${seed}:${item}`)));

export function drawLots(seed: string, items: readonly string[]): string[] {
  const lots = new Map(items.map((item) => [item, lotOf(seed, item)]));
  return [...items].sort((a, b) => ((lots.get(a) ?? "") < (lots.get(b) ?? "") ? -1 : 1));
}

/** Whether this seed puts each group in exactly this order. */
export const matchesSeed = (seed: string, drawn: readonly (readonly string[])[]): boolean =>
  drawn.every((group) => drawLots(seed, [...group].reverse()).join("\n") === group.join("\n"));
