/** Signs out: the server ends all seats of this person, and this tab deletes its own. */
import { conferenceSlug } from "../router.svelte";
import { withBearer } from "./api";
import { csrf } from "./seatApi";
import { leaveSeat, leaveVisit } from "./leaveSeat";
import { storedSeat } from "./seat";

/** Dispatched at the window before a sign-out. A view that would lose something prevents it. */
export const SIGN_OUT = "signout";

export async function signOut(): Promise<void> {
  if (!dispatchEvent(new Event(SIGN_OUT, { cancelable: true }))) return;
  const seat = storedSeat(conferenceSlug());
  const headers = { ...withBearer(seat?.token ?? ""), "X-CSRFToken": csrf() };
  // Without a connection the token expires by itself; this tab deletes it now.
  await fetch("/api/v1/seats/sign-out", { method: "POST", headers }).catch(() => undefined);
  leaveSeat(conferenceSlug());
  leaveVisit();
  location.assign("/");
}
