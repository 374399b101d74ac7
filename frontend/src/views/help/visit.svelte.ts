/**
 * The connection to the staff for pages without a seat: a page where people enter, or one whose seat was refused.
 *
 * It uses the tab's own seat if that is valid. Otherwise it takes a visitor's seat when the dialog opens. After a call
 * the visitor's seat is stored, so that the call continues after a reload, and after another seat was taken.
 */
import { conferenceSlug, route } from "../../router.svelte";
import { Problem } from "../../state/api";
import { takeVisitorSeat } from "../../state/seatApi";
import { enter, type Client } from "../../state/client.svelte";
import { leaveVisit, storedVisit, storeVisit } from "../../state/leaveSeat";
import { storedSeat, storeSeat, type Seat } from "../../state/seat";

/** The session whose page is shown, if any. */
function session(): string {
  const here = route();
  return "session" in here ? here.session : "";
}

export class VisitorSeat {
  client = $state.raw<Client | null>(null);
  /** Why there is no connection: the server's problem, or the error of a request that did not reach it. */
  trouble = $state.raw<unknown>(null);
  /** Whether the seat was taken just now. If it is refused, no other is taken automatically. */
  private fresh = false;
  private visitor: Seat | null = null;
  private kept = false;
  private taking = false;

  /** `isSeatless` is whether this page has no seat of its own. Construct it if `hasVisit`, or just before `takeSeat`. */
  constructor(isSeatless: boolean) {
    const visit = storedVisit();
    const own = isSeatless ? storedSeat(conferenceSlug()) : null;
    if (visit) this.sit(visit, true);
    else if (own) this.client = enter(own, storeSeat);
  }

  /** Takes a visitor's seat, unless there is a connection. */
  async takeSeat(): Promise<void> {
    if (this.client || this.taking) return;
    this.taking = true;
    this.trouble = null;
    try {
      const seat = await takeVisitorSeat(conferenceSlug(), session());
      this.fresh = true;
      this.sit(seat, false);
    } catch (error) {
      this.trouble = error;
    }
    this.taking = false;
  }

  /** Stores the visitor's seat, because a call was made from it. */
  keep(): void {
    this.kept = true;
    if (this.visitor) storeVisit(this.visitor);
  }

  /** The connection was refused, because the seat has ended or was withdrawn. Returns whether another may be taken. */
  refused(): boolean {
    const why = this.client?.refusal;
    const again = !this.fresh;
    this.leave();
    if (!again && why) this.trouble = new Problem(403, why.code, why.message);
    return again;
  }

  /** Closes the connection, and forgets the visitor's seat. */
  leave(): void {
    this.close();
    if (this.visitor) leaveVisit();
    this.client = this.visitor = null;
    this.fresh = this.kept = false;
  }

  /** Closes the connection. A stored seat is used again by the next page. */
  close(): void {
    this.client?.close();
  }

  private sit(seat: Seat, kept: boolean): void {
    this.kept = kept;
    this.visitor = seat;
    this.client = enter(seat, (renewed) => {
      this.visitor = renewed;
      if (this.kept) storeVisit(renewed);
    });
  }
}
