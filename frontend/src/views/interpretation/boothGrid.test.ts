import { afterEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
import BoothGrid from "./BoothGrid.svelte";
import { eventually } from "../../testing/eventually";

const CHANNEL = {
  id: "fr",
  position: 0,
  on_duty: null as string | null,
  from_hall: false,
  since: null as string | null,
  incoming: "",
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
};
const KEY = {
  id: "k",
  label: "Booth 1",
  language: "fr",
  made_at: "2021-11-16T05:00:00Z",
  used_at: null,
  error: null,
};

afterEach(() => vi.unstubAllGlobals());

it("asks before the booth in the hall takes a live interpreter off duty", async () => {
  const people = [{ participant: "9", name: "Ana (demo)" }];
  vi.stubGlobal("fetch", (url: string) =>
    Promise.resolve(
      Response.json(
        url.endsWith("booths") ? { channels: [{ id: "fr", interpreters: people }] } : { keys: [KEY] },
      ),
    ),
  );
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent({
    ...openSession(),
    language_channel: { fr: { ...CHANNEL, on_duty: "9", since: "2021-11-16T05:20:00Z" } },
  });
  client.receiveSignal("media.lines", { ...NO_LINES, languages: ["fr"] });
  const view = show(BoothGrid, { model: new SessionModel(client, "2") }, client);
  await eventually(() => expect(view.find("hall-booth-fr")).not.toBeNull());
  await eventually(() => expect(view.find("booth-fr")?.textContent).toContain("Ana (demo)"));

  view.press("hall-booth-fr");
  expect(view.find("hall-booth-asks-fr")?.textContent).toContain("Ana (demo) is live in this channel");
  view.press("hall-booth-leave-fr");
  expect(view.find("hall-booth-asks-fr")).toBeNull();
  expect(client.sentCommands).toEqual([]);

  view.press("hall-booth-fr");
  view.press("hall-booth-anyway-fr");
  expect(client.sentCommands).toEqual([{ type: "interpretation.put_hall_on_duty", language: "fr" }]);
  await client.answer();

  // Another booth works into the channel.
  client.receiveEvent({
    language_channel: {
      fr: { ...CHANNEL, held_by: "de" },
      de: { ...CHANNEL, id: "de", position: 1, on_duty: "9", since: "2021-11-16T05:20:00Z", outgoing: "fr" },
    },
  });
  view.press("hall-booth-fr");
  expect(view.find("hall-booth-asks-fr")?.textContent).toContain("is live in this channel");
  client.receiveEvent({ language_channel: { fr: CHANNEL, de: { ...CHANNEL, id: "de", position: 1 } } });
  expect(view.find("hall-booth-asks-fr")).toBeNull();
  view.press("hall-booth-fr");
  expect(client.sentCommands).toHaveLength(2);
});

it("switches the booth in the hall on and off where its encoder has a key", async () => {
  vi.stubGlobal("fetch", (url: string) =>
    Promise.resolve(Response.json(url.endsWith("booths") ? { channels: [] } : { keys: [KEY] })),
  );
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent({
    ...openSession(),
    language_channel: { fr: CHANNEL, es: { ...CHANNEL, id: "es", position: 1 } },
  });
  const view = show(BoothGrid, { model: new SessionModel(client, "2") }, client);
  await eventually(() => expect(view.find("hall-booth-fr")).not.toBeNull());
  expect(view.find("hall-booth-es")).toBeNull();
  expect(view.find("hall-key-fr")?.textContent).toContain("has not used it yet");

  view.press("hall-booth-fr");
  await client.answer();
  client.receiveEvent({
    language_channel: { fr: { ...CHANNEL, from_hall: true, since: "2021-11-16T05:20:00Z" } },
  });
  // The server has not told yet what it hears.
  expect(view.find("booth-fr")?.dataset["state"]).toBeUndefined();
  client.receiveSignal("media.lines", NO_LINES);
  expect(view.find("booth-fr")?.dataset["state"]).toBe("no_line");
  expect(view.find("booth-fr")?.textContent).toContain("the booth in the hall");
  view.press("hall-booth-fr");

  expect(client.sentCommands).toEqual([
    { type: "interpretation.put_hall_on_duty", language: "fr" },
    { type: "interpretation.take_hall_off_duty", language: "fr" },
  ]);

  client.receiveEvent({ session: { 2: { ...openSession().session?.["2"], state: "closed" } } } as never);
  expect(view.find("booth-fr")?.dataset["state"]).toBe("off");
  expect(view.find("booth-fr")?.textContent).not.toContain("the booth in the hall");
});
