/**
 * Moves sessions by keys. Presses that follow each other are one act: it is sent after a pause, or when the session is
 * left; Escape gives it up.
 */
import { placeOf, STEP, type PlannedPlace } from "./layout";
import type { Planner } from "./planner.svelte";
import { dateAfter, HOUR, momentOf, wallTimeOf } from "./wallTime";

const PAUSE_MS = 700;
const FEW = 1;
const MANY = 6;

/** The board in which a session is moved: the rooms across, in the order in which they are shown. */
export interface BoardColumns {
  columns: readonly (string | null)[];
  mirrored: boolean;
}

export class KeyboardMove {
  private timer = 0;
  private session: string | null = null;

  constructor(
    private readonly planner: Planner,
    private readonly board: () => BoardColumns,
    private readonly say: (place: PlannedPlace) => void,
  ) {}

  /** True if the key moves a session. */
  press(event: KeyboardEvent, id: string): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return false;
    const steps = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (steps) {
      const by = steps * (shiftKey ? MANY : FEW) * STEP;
      return this.preview(id, altKey ? (place) => longer(place, by) : (place) => later(place, by));
    }
    const aside = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (!aside || altKey) return false;
    const on = this.board().mirrored ? -aside : aside;
    return this.preview(id, (place) =>
      shiftKey ? this.onAnotherDay(place, on) : this.inAnotherRoom(place, on),
    );
  }

  /** Sends what was moved. True if something was. */
  commit(): boolean {
    clearTimeout(this.timer);
    const { session } = this;
    const { preview } = this.planner;
    this.session = null;
    if (!session || preview?.session !== session) return false;
    void this.planner.move(session, () => preview).then(() => this.planner.forgetPreview(preview));
    return true;
  }

  /** Gives up what was moved. True if something was. */
  discard(): boolean {
    clearTimeout(this.timer);
    const { session, planner } = this;
    this.session = null;
    if (!session || planner.preview?.session !== session) return false;
    const place = planner.session(session);
    planner.preview = null;
    if (place) planner.show(wallTimeOf(placeOf(place).starts, planner.zone).date);
    return true;
  }

  private preview(id: string, change: (place: PlannedPlace) => PlannedPlace): boolean {
    const { planner } = this;
    const session = planner.session(id);
    if (!session) return false;
    if (this.session !== id) this.commit();
    const now = planner.currentPlace(session);
    const wish = change(now);
    const near = planner.nameablePlace(wish);
    // Where the clocks go back, an hour comes twice, and only its first time can be named.
    const stuck = wish.starts > now.starts && near.starts <= now.starts;
    const to = stuck ? planner.nameablePlace(later(wish, HOUR)) : near;
    if (to.ends - to.starts < STEP) return true;
    this.session = id;
    planner.preview = { ...to, session: id, copies: false };
    planner.show(wallTimeOf(to.starts, planner.zone).date);
    this.say(to);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.commit(), PAUSE_MS);
    return true;
  }

  private inAnotherRoom(place: PlannedPlace, on: number): PlannedPlace {
    const { columns } = this.board();
    const room = columns[columns.indexOf(place.room) + on];
    return room === undefined ? place : { ...place, room };
  }

  /** The same time on the day before or after, if the clocks show it there. */
  private onAnotherDay(place: PlannedPlace, on: number): PlannedPlace {
    const { zone } = this.planner;
    const { date, time } = wallTimeOf(place.starts, zone);
    const starts = momentOf({ date: dateAfter(date, on), time }, zone);
    return starts === null ? place : later(place, starts - place.starts);
  }
}

const later = (place: PlannedPlace, by: number): PlannedPlace => ({
  ...place,
  starts: place.starts + by,
  ends: place.ends + by,
});
const longer = (place: PlannedPlace, by: number): PlannedPlace => ({ ...place, ends: place.ends + by });
