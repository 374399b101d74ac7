/** The morning checklist: what was measured or confirmed today, kept on this machine. Pure but for its two endpoints. */

export const ITEMS = [
  "camera",
  "microphone",
  "relay",
  "network",
  "loudspeakers",
  "screen",
  "checks",
  "simulated",
  "slate",
] as const;
export type Item = (typeof ITEMS)[number];

/** What the desk measures now; null if only a person can tell. */
export type Measurements = Record<Item, boolean | null>;

export interface ItemCheck {
  /** When, in milliseconds. */
  at: number;
  by: "measured" | "hand";
}

/** What was done today. */
export type DoneItems = Partial<Record<Item, ItemCheck>>;

export type ItemState = "measured" | "by_hand" | "failing" | "open";

/** An item that fails its measurement now is not done, even if it was done earlier. */
export function itemState(measured: boolean | null, done: ItemCheck | undefined): ItemState {
  if (measured === true) return "measured";
  if (done?.by === "hand") return "by_hand";
  if (measured === false && done) return "failing";
  return done ? "measured" : "open";
}

/** The items that were done before, with newly measured ones. */
export function withMeasurements(done: DoneItems, measured: Measurements, now: number): DoneItems {
  const fresh = ITEMS.filter((item) => measured[item] === true && !done[item]);
  if (!fresh.length) return done;
  return { ...done, ...Object.fromEntries(fresh.map((item) => [item, { at: now, by: "measured" }])) };
}

/** A person confirms an item, or takes that back. */
export function withItemToggled(done: DoneItems, item: Item, now: number): DoneItems {
  const { [item]: before, ...rest } = done;
  return before?.by === "hand" ? rest : { ...done, [item]: { at: now, by: "hand" } };
}

export const isDone = (state: ItemState): boolean => state === "measured" || state === "by_hand";

const key = (session: string, day: string): string => `balai.checklist.${session}.${day}`;

export function storedChecklist(session: string, day: string): DoneItems {
  const text = localStorage.getItem(key(session, day));
  return text === null ? {} : (JSON.parse(text) as DoneItems);
}

export function storeChecklist(session: string, day: string, done: DoneItems): void {
  localStorage.setItem(key(session, day), JSON.stringify(done));
}
