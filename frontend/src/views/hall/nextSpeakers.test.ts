import { expect, it } from "vitest";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import NextSpeakers from "./NextSpeakers.svelte";

const shown = (floor: object) => {
  const client = new ManualClient();
  client.receiveEvent(openSession());
  client.receiveEvent({ floor: { 2: { ...openSession().floor?.[2], ...floor } } } as never);
  return show(NextSpeakers, { model: new SessionModel(client, "2") }, client);
};
const CLOSES = { closes_at: "2021-11-16T14:30:00Z" };

it("says when the list closes, as long as it is open (FL3)", () => {
  expect(shown({ list_state: "open", ...CLOSES }).find("hall-closes")?.textContent).toContain("closes");
  expect(shown({ list_state: "open", closes_at: null }).find("hall-closes")).toBeNull();
  expect(shown({ list_state: "closed", ...CLOSES }).find("hall-closes")).toBeNull();
});
