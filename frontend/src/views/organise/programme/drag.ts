/** Moves, resizes, copies and adds sessions with the pointer. */
import type { Entities } from "../../../state/store.svelte";
import { placeOf, roundedToStep, STEP, type PlannedPlace } from "./layout";
import type { Planner } from "./planner.svelte";
import { HOUR, MINUTE } from "./wallTime";

type Session = Entities["session"];

/** What a point of the board stands for. */
export interface Point {
  moment: number;
  room: string | null;
}

type What =
  /** `grabbed` is how far behind its start a session was taken hold of. */
  | { is: "move"; session: Session; grabbed: number }
  | { is: "resize"; session: Session }
  | { is: "make"; from: Point };

const FROM_PX = 4;
const QUARTER = 15 * MINUTE;
const EDGE_PX = 40;
const SCROLL_PX = 12;

export class Drag {
  private what: What | null = null;
  private from = { x: 0, y: 0 };
  private hasBegun = false;
  /** The last drag began on a box, whose click comes yet. */
  private endsWithClick = false;

  constructor(
    private readonly planner: Planner,
    private readonly pointAt: (x: number, y: number) => Point,
    private readonly scroller: () => HTMLElement | undefined,
  ) {}

  begin(event: PointerEvent, what: What): void {
    if (event.button !== 0) return;
    this.what = what;
    this.from = { x: event.clientX, y: event.clientY };
    this.hasBegun = false;
    this.endsWithClick = false;
    addEventListener("pointermove", this.onPointerMove);
    addEventListener("pointerup", this.onPointerUp);
    addEventListener("pointercancel", this.onCancel);
    addEventListener("keydown", this.onKeyDown, true);
  }

  /** Whether a click is only the end of a drag. */
  isClickOfDrag(): boolean {
    const swallowed = this.endsWithClick;
    this.endsWithClick = false;
    return swallowed;
  }

  private readonly onPointerMove = (event: PointerEvent): void => {
    const { clientX: x, clientY: y } = event;
    if (!this.hasBegun && Math.hypot(x - this.from.x, y - this.from.y) < FROM_PX) return;
    this.hasBegun = true;
    this.scrollNearEdge(x, y);
    const tab = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-date]");
    const date = tab?.dataset["date"];
    if (date) this.planner.show(date);
    const point = this.pointAt(x, y);
    const copies = event.ctrlKey || event.altKey;
    const { what } = this;
    if (what?.is === "move") {
      const place = placeOf(what.session);
      const length = place.ends - place.starts;
      const starts = roundedToStep(point.moment - what.grabbed);
      const to = this.planner.nameablePlace({ starts, ends: starts + length, room: point.room });
      this.planner.preview = { ...to, session: what.session.id, copies };
    } else if (what?.is === "resize") {
      const place = placeOf(what.session);
      const ends = Math.max(place.starts + STEP, roundedToStep(point.moment));
      this.planner.preview = { ...place, ends, session: what.session.id, copies: false };
    } else if (what) {
      this.planner.preview = { ...made(what.from, point), session: null, copies: false };
    }
  };

  private readonly onPointerUp = (event: PointerEvent): void => {
    const { what, hasBegun } = this;
    const { preview } = this.planner;
    this.removeListeners();
    if (!what) return;
    if (what.is === "make") {
      const { starts, ends, room } = hasBegun && preview ? preview : hourAt(what.from);
      this.planner.preview = null;
      this.planner.draft = { starts, ends, room };
      event.preventDefault();
    } else if (hasBegun && preview) {
      this.endsWithClick = true;
      // The click of this press comes before the next task.
      setTimeout(() => (this.endsWithClick = false));
      const done = preview.copies
        ? this.planner.copy(what.session.id, preview)
        : this.planner.move(what.session.id, () => preview);
      void done.then(() => this.planner.forgetPreview(preview));
    }
  };

  private readonly onCancel = (): void => {
    this.planner.preview = null;
    this.removeListeners();
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    this.endsWithClick = this.hasBegun;
    this.onCancel();
  };

  private removeListeners(): void {
    this.what = null;
    removeEventListener("pointermove", this.onPointerMove);
    removeEventListener("pointerup", this.onPointerUp);
    removeEventListener("pointercancel", this.onCancel);
    removeEventListener("keydown", this.onKeyDown, true);
  }

  /** Near an edge of the board it scrolls. */
  private scrollNearEdge(x: number, y: number): void {
    const scroller = this.scroller();
    if (!scroller) return;
    const { top, bottom, left, right } = scroller.getBoundingClientRect();
    const along = (at: number, first: number, last: number) =>
      at < first + EDGE_PX ? -SCROLL_PX : at > last - EDGE_PX ? SCROLL_PX : 0;
    scroller.scrollBy(along(x, left, right), along(y, top, bottom));
  }
}

/** A new session between two points of one room, in whole quarters of an hour. */
function made(from: Point, to: Point): PlannedPlace {
  const [first, last] = [Math.min(from.moment, to.moment), Math.max(from.moment, to.moment)];
  const starts = Math.floor(first / QUARTER) * QUARTER;
  return { starts, ends: Math.max(starts + QUARTER, Math.ceil(last / QUARTER) * QUARTER), room: from.room };
}

function hourAt({ moment, room }: Point): PlannedPlace {
  const starts = Math.floor(moment / QUARTER) * QUARTER;
  return { starts, ends: starts + HOUR, room };
}
