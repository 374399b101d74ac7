/**
 * The connection to the staff for pages without a seat: a page where people enter, or one whose seat was refused.
 *
 * It uses the tab's own seat if that is valid. Otherwise it takes a visitor's seat when the dialog opens. After a call
 * the visitor's seat is stored, so that the call continues after a reload, and after another seat was taken.
 */
import { conferenceSlug, route } from "../../router.svelte";
import { Problem } from "../../state/api";
import { takeVisitorSeat } from "../../state/seatApi";
import { connectClient, type Client } from "../../state/client.svelte";
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
  private isNew = false;
  private visitor: Seat | null = null;
  private isStored = false;
  private isTaking = false;

  /** `isSeatless` is whether this page has no seat of its own. Construct it if `hasVisit`, or just before `takeSeat`. */
  constructor(isSeatless: boolean) {
    const visit = storedVisit();
    const own = isSeatless ? storedSeat(conferenceSlug()) : null;
    if (visit) this.useSeat(visit, true);
    else if (own) this.client = connectClient(own, storeSeat);
  }

  /** Takes a visitor's seat, unless there is a connection. */
  async takeSeat(): Promise<void> {
    if (this.client || this.isTaking) return;
    this.isTaking = true;
    this.trouble = null;
    try {
      const seat = await takeVisitorSeat(conferenceSlug(), session());
      this.isNew = true;
      this.useSeat(seat, false);
    } catch (error) {
      this.trouble = error;
    }
    this.isTaking = false;
  }

  /** Stores the visitor's seat, because a call was made from it. */
  store(): void {
    this.isStored = true;
    if (this.visitor) storeVisit(this.visitor);
  }

  /** The connection was refused, because the seat has ended or was withdrawn. Returns whether another may be taken. */
  handleRefusal(): boolean {
    const why = this.client?.refusal;
    const again = !this.isNew;
    this.leave();
    if (!again && why) this.trouble = new Problem(403, why.code, why.message, why.values);
    return again;
  }

  /** Closes the connection, and forgets the visitor's seat. */
  leave(): void {
    this.close();
    if (this.visitor) leaveVisit();
    this.client = this.visitor = null;
    this.isNew = this.isStored = false;
  }

  /** Closes the connection. A stored seat is used again by the next page. */
  close(): void {
    this.client?.close();
  }

  private useSeat(seat: Seat, kept: boolean): void {
    this.isStored = kept;
    this.visitor = seat;
    this.client = connectClient(seat, (renewed) => {
      this.visitor = renewed;
      if (this.isStored) storeVisit(renewed);
    });
  }
}
