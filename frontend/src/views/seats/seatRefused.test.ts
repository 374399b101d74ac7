import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import SeatRefused from "./SeatRefused.svelte";

function page(code: string, registration_open: boolean) {
  const client = new ManualClient({ roles: ["audience"], party: null, participant: null });
  const conference = { id: "1", name: {}, slug: "icdd", registration_open };
  client.receiveEvent({ conference: { 1: conference } }, null, {}, "conference/1");
  client.refusal = { refused: "session/2", code, message: "No.", values: {} };
  return show(SeatRefused, {}, client);
}

it("leads whoever is not registered to the page to register, while that is open", () => {
  const link = page("session.registered_only", true).find("register");
  expect(link?.getAttribute("href")).toMatch(/^\/account\/register\/icdd\/\?next=%2F/);
  expect(page("session.registered_only", false).find("register")).toBeNull();
  expect(page("session.staff_only", true).find("register")).toBeNull();
});

it("offers to try again where the session is not open, because its policy may have changed", () => {
  expect(page("session.staff_only", false).find("try-again")?.getAttribute("href")).toBe(location.pathname);
  expect(page("wire.unknown_stream", false).find("try-again")).toBeNull();
});
