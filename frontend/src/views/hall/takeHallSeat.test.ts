import { afterEach, expect, it, vi } from "vitest";
import { takeHallSeat } from "./takeHallSeat";

const SEAT = { token: "new", expires_at: "2021-11-16T07:00:00Z", seat: { roles: ["hall_screen"] } };
const DEMO = { seats: [{ key: "hall-screen", path: "/session/9/hall" }] };

afterEach(() => vi.unstubAllGlobals());

/** A server that answers these endpoints, and no other. */
function server(endpoints: Record<string, object>): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, { method = "GET" }: RequestInit = {}) => {
    asked.push(`${method} ${path}`);
    const body = endpoints[`${method} ${path}`];
    return { ok: body !== undefined, status: body ? 200 : 404, json: async () => body ?? {} };
  });
  return asked;
}

it("takes the seat of the account that is signed in", async () => {
  const asked = server({ "POST /api/v1/seats": SEAT });
  expect(await takeHallSeat("4")).toEqual({ seat: { ...SEAT, account: true }, path: "/session/4/hall" });
  expect(asked).toEqual(["POST /api/v1/seats"]);
});

it("takes the demo's seat, and goes to the demo's session", async () => {
  server({ "GET /api/v1/demo": DEMO, "POST /api/v1/seats/demo": SEAT });
  expect(await takeHallSeat("4")).toEqual({ seat: SEAT, path: "/session/9/hall" });
});

it("does not use an account that does not belong in the hall", async () => {
  server({ "POST /api/v1/seats": { ...SEAT, seat: { roles: ["audience"] } } });
  expect(await takeHallSeat("4")).toBeNull();
});

it("has none if there is no account and no demo, or no answer", async () => {
  server({});
  expect(await takeHallSeat("4")).toBeNull();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await takeHallSeat("4")).toBeNull();
});
