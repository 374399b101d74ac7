import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import ConsoleLanguages from "./ConsoleLanguages.svelte";

const CHANNEL = {
  id: "fr",
  position: 0,
  on_duty: "7",
  from_hall: false,
  since: "2021-11-16T05:20:00Z",
  incoming: "",
  outgoing: "fr",
  held_by: "fr",
};

it("calls a booth dead that sends nothing, unless its interpreter speaks to the moderator", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent({ ...openSession(), language_channel: { fr: CHANNEL } } as never);
  const view = show(ConsoleLanguages, { model: new SessionModel(client, "2") }, client);
  expect(view.find("dead-booths")?.textContent).toContain("French");
  client.receiveSignal("media.talkback", { language: "fr", participant: "7", listeners: 1 });
  expect(view.find("dead-booths")).toBeNull();
  // A colleague who is not on duty speaks: the one on duty has no connection all the same.
  client.receiveSignal("media.talkback", { language: "fr", participant: "8", listeners: 1 });
  expect(view.find("dead-booths")).not.toBeNull();
});
