/** The three sources that an interpreter reaches by one key each. They are kept in the browser, for each booth. */
import type { Channel } from "../../state/interpretation";

export const PRESET_KEYS = ["Q", "W", "E"] as const;

/** How good a source is: the floor, an interpretation from it, or one by relay. `own` interprets from this booth. */
export type Quality = "floor" | "direct" | "relay" | "nobody" | "own";

const key = (booth: string): string => `balai.booth.presets.${booth}`;

/** The sources of a booth: the language of a channel, or empty for the floor. Fewer than keys if there are no more. */
export function presetsOf(booth: string, others: readonly string[]): string[] {
  let kept: unknown = null;
  try {
    kept = JSON.parse(localStorage.getItem(key(booth)) ?? "null");
  } catch {
    // It is replaced by the next choice.
  }
  const sources = ["", ...others];
  const chosen = PRESET_KEYS.map((_, at): string | undefined => {
    const one: unknown = Array.isArray(kept) ? kept[at] : undefined;
    return sources.find((source) => source === one);
  });
  const unused = sources.filter((source) => !chosen.includes(source));
  return chosen.map((one) => one ?? unused.shift()).filter((one) => one !== undefined);
}

export const keepPresets = (booth: string, presets: readonly string[]): void =>
  localStorage.setItem(key(booth), JSON.stringify(presets));

/** The booth that is heard in a channel, or null. */
export const boothHeardIn = (channels: readonly Channel[], language: string): Channel | null => {
  const held = channels.find(({ id }) => id === language)?.held_by;
  return channels.find(({ id }) => id === held) ?? null;
};

export function qualityOf(
  source: string,
  booth: string,
  channels: readonly Channel[],
  live: readonly string[],
): Quality {
  if (!source) return "floor";
  const heard = boothHeardIn(channels, source);
  if (heard?.id === booth) return "own";
  if (!heard || heard.since === null || !live.includes(source)) return "nobody";
  return heard.incoming && !heard.from_hall ? "relay" : "direct";
}
