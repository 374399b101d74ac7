import { afterEach, expect, it } from "vitest";
import { leaveSeat, leaveSeats } from "./leaveSeat";
import { hasSeatForHelp, storedSeat, storeSeat, type Seat } from "./seat";

const seat = (slug: string, token: string) => ({ token, expires_at: "", seat: { slug } }) as unknown as Seat;

afterEach(() => sessionStorage.clear());

it("keeps one seat for each conference", () => {
  storeSeat(seat("rivers", "r"));
  storeSeat(seat("lakes", "l"));
  storeSeat(seat("rivers", "again"));
  expect(["rivers", "lakes", "seas"].map((slug) => storedSeat(slug)?.token)).toEqual([
    "again",
    "l",
    undefined,
  ]);
  leaveSeat("rivers");
  expect([storedSeat("rivers"), storedSeat("lakes")?.token]).toEqual([null, "l"]);
});

it("takes the last seat on a page of no conference", () => {
  expect([storedSeat(null), hasSeatForHelp(true, null)]).toEqual([null, false]);
  storeSeat(seat("rivers", "r"));
  storeSeat(seat("lakes", "l"));
  expect([storedSeat(null)?.token, hasSeatForHelp(true, null), hasSeatForHelp(false, null)]).toEqual([
    "l",
    true,
    false,
  ]);
});

it("reads the seat of an older version until it is renewed", () => {
  storeSeat(seat("", "old"));
  expect(storedSeat("rivers")?.token).toBe("old");
  storeSeat(seat("rivers", "new"));
  expect(storedSeat("rivers")?.token).toBe("new");
});

it("leaves all seats at once", () => {
  storeSeat(seat("rivers", "r"));
  storeSeat(seat("", "old"));
  leaveSeats();
  expect([storedSeat("rivers"), storedSeat(null)]).toEqual([null, null]);
});
