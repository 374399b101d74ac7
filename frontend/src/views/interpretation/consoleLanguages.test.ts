import { expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { announcer } from "../../components/announcer.svelte";
import { show } from "../../testing/view";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
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

function consoleOf(client: ManualClient) {
  const sign = { ase: { ...CHANNEL, id: "ase", on_duty: "8" } };
  client.receiveEvent({
    ...openSession(),
    language_channel: { fr: CHANNEL },
    sign_channel: sign,
  } as never);
  return show(ConsoleLanguages, { model: new SessionModel(client, "2") }, client);
}

it("alarms nobody before the server has told the lines, and after the session is closed", () => {
  const said = vi.spyOn(announcer, "say");
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const view = consoleOf(client);
  client.receiveSignal("media.lines", { ...NO_LINES, languages: ["fr"], sign: true });
  expect([view.find("dead-booths"), view.find("dead-signer")]).toEqual([null, null]);
  expect(said).not.toHaveBeenCalled();
  client.receiveSignal("media.lines", NO_LINES);
  expect([view.find("dead-booths"), view.find("dead-signer")]).not.toContain(null);
  // Who was on duty stays stored.
  client.receiveEvent({ session: { 2: { ...openSession().session?.["2"], state: "closed" } } } as never);
  expect([view.find("dead-booths"), view.find("dead-signer")]).toEqual([null, null]);
});

it("calls a booth dead that sends nothing, unless its interpreter speaks to the moderator", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const view = consoleOf(client);
  client.receiveSignal("media.lines", NO_LINES);
  expect(view.find("dead-booths")?.textContent).toContain("French");
  client.receiveSignal("media.talkback", { language: "fr", participant: "7", listeners: 1 });
  expect(view.find("dead-booths")).toBeNull();
  // A colleague who is not on duty speaks: the one on duty has no connection all the same.
  client.receiveSignal("media.talkback", { language: "fr", participant: "8", listeners: 1 });
  expect(view.find("dead-booths")).not.toBeNull();
});
