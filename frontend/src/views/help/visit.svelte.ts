/**
 * The line to the staff from where nobody is seated: a page that leads in, or one whose seat was refused.
 *
 * It goes by the tab's own seat where that is good, else by a visitor's, taken when the dialog opens. A line on which
 * someone called is kept, so that it goes on after a reload and beside a seat that is taken meanwhile.
 */
import { conferenceSlug, route } from "../../router.svelte";
import { Problem } from "../../state/api";
import { takeVisitorSeat } from "../../state/seatApi";
import { enter, type Client } from "../../state/client.svelte";
import { leaveVisit, storedSeat, storedVisit, storeSeat, storeVisit, type Seat } from "../../state/seat";

/** The session whose page is shown, if any. */
function session(): string {
  const here = route();
  return "session" in here ? here.session : "";
}

export class Visit {
  client = $state.raw<Client | null>(null);
  /** Why there is no line: the problem that the server told, or whatever kept it out of reach. */
  trouble = $state.raw<unknown>(null);
  /** Whether the seat was taken just now: refused, it is not taken again by itself. */
  private fresh = false;
  private visitor: Seat | null = null;
  private kept = false;
  private knocking = false;

  /** `comesIn` is whether this page has no seat of its own. Made where `hasVisit(comesIn)`, or to knock. */
  constructor(comesIn: boolean) {
    const visit = storedVisit();
    const own = comesIn ? storedSeat(conferenceSlug()) : null;
    if (visit) this.sit(visit, true);
    else if (own) this.client = enter(own, storeSeat);
  }

  /** Takes a visitor's seat, unless there is a line. */
  async knock(): Promise<void> {
    if (this.client || this.knocking) return;
    this.knocking = true;
    this.trouble = null;
    try {
      const seat = await takeVisitorSeat(conferenceSlug(), session());
      this.fresh = true;
      this.sit(seat, false);
    } catch (error) {
      this.trouble = error;
    }
    this.knocking = false;
  }

  /** Someone called on this line. */
  keep(): void {
    this.kept = true;
    if (this.visitor) storeVisit(this.visitor);
  }

  /** The line was refused: a seat of before is over, or was withdrawn. Gives whether another may be taken. */
  refused(): boolean {
    const why = this.client?.refusal;
    const again = !this.fresh;
    this.leave();
    if (!again && why) this.trouble = new Problem(403, why.code, why.message);
    return again;
  }

  /** Ends the line for good. */
  leave(): void {
    this.close();
    if (this.visitor) leaveVisit();
    this.client = this.visitor = null;
    this.fresh = this.kept = false;
  }

  /** Hangs up; what is kept goes on from the next page. */
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
