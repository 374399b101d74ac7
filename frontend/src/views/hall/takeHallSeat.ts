/** A new seat for a screen whose old one is no longer valid: after a day offline, or after the server was set up anew. */
import { conferenceSlug, inConference } from "../../router.svelte";
import { demo, takeDemoSeat, takeOwnSeat, type Demo } from "../../state/seatApi";
import type { Seat } from "../../state/seat";

const DEMO_KEY = "hall-screen";
const IN_THE_HALL = ["hall_screen", "operator"];

export interface TakenSeat {
  seat: Seat;
  /** The session that the screen shows next: its own, or the demo's if that is gone. */
  path: string;
}

/** The seat of the account that is signed in on this computer, or else the demo's; null if there is neither. */
export async function takeHallSeat(session: string): Promise<TakenSeat | null> {
  const path = inConference(`/session/${session}/hall${location.search}`);
  const own = await takeOwnSeat(conferenceSlug()).catch(() => null);
  if (own?.seat.roles.some((role) => IN_THE_HALL.includes(role))) return { seat: own, path };
  const offer = await demo().catch(() => null);
  const seat = offer && (await takeDemoSeat(DEMO_KEY).catch(() => null));
  return seat && { seat, path: demoPath(offer) ?? path };
}

const demoPath = (offer: Demo): string | null =>
  offer.seats.find(({ key }) => key === DEMO_KEY)?.path ?? null;
