import { expect, it, vi, onTestFinished } from "vitest";
import { ManualClient } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import SeatCards from "./SeatCards.svelte";

function printed(address: string) {
  const card = { party: "fiji", code: "12-K7M3", address, picture: "data:,", phones: 0 };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ cards: [card] })));
  onTestFinished(() => void vi.unstubAllGlobals());
  return show(SeatCards, {}, new ManualClient({ roles: ["moderator"] }));
}

it("says before printing that no phone reaches the address on the cards, and what to do", async () => {
  const view = printed("http://127.0.0.1:8000/card");
  await eventually(() => expect(view.find("card-fiji")).not.toBeNull());
  expect(view.find("cards-nowhere")?.textContent).toMatch(/127\.0\.0\.1:8000.*PUBLIC_URL/s);
});

it("says nothing of an address that others reach", async () => {
  const view = printed("https://hall.example/card");
  await eventually(() => expect(view.find("card-fiji")).not.toBeNull());
  expect(view.find("cards-nowhere")).toBeNull();
});
