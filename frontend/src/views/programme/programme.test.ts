/** The programme as everyone reads it. */
import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Programme from "./Programme.svelte";

it("says of a conference without sessions that it has none, not that it waits for something", () => {
  const client = new ManualClient();
  const conference = { id: "1", name: { en: "ICDD" }, short: "ICDD", timezone: "UTC", links: [] };
  client.receiveEvent({ conference: { 1: conference as never } }, null, {}, "conference/1");
  const view = show(Programme, {}, client);
  expect(view.text()).toContain("The programme has no session yet.");
});
