/** Signing out: the server ends all seats of this person, and this tab forgets its own. */
import { withBearer } from "./api";
import { csrf } from "./seatApi";
import { leaveSeat, leaveVisit, storedSeat } from "./seat";

/** Dispatched at the window before; a view that would lose something prevents it. */
export const SIGN_OUT = "signout";

export async function signOut(): Promise<void> {
  if (!dispatchEvent(new Event(SIGN_OUT, { cancelable: true }))) return;
  const seat = storedSeat();
  const headers = { ...withBearer(seat?.token ?? ""), "X-CSRFToken": csrf() };
  // Without a connection the token ends by itself; this tab forgets it now.
  await fetch("/api/seats/sign-out", { method: "POST", headers }).catch(() => undefined);
  leaveSeat();
  leaveVisit();
  location.assign("/");
}
