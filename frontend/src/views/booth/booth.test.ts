import { flushSync } from "svelte";
import { expect, it, onTestFinished } from "vitest";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession, STREAM } from "../../testing/client";
import { isRunning, manualDevices } from "../../testing/devices";
import { show } from "../../testing/view";
import Booth from "./Booth.svelte";
import { eventually } from "../../testing/eventually";

const CHANNEL = {
  id: "fr",
  position: 0,
  on_duty: null as string | null,
  from_hall: false,
  since: null as string | null,
  incoming: "",
  outgoing: "fr",
  second: "",
  held_by: null as string | null,
  offered_to: null as string | null,
  offered_by: null as string | null,
  slower_asked_at: null as string | null,
  sound_reported_at: null as string | null,
};

function booth(channel: Partial<typeof CHANNEL> = {}, assigned = true) {
  const devices = manualDevices();
  const client = new ManualClient({ roles: ["interpreter"], party: null });
  const role = { id: "1", session: "2", participant: "7", role: "interpreter", language: "fr" };
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: { en: "ICDD" } } },
      session_role: assigned ? { 1: role } : {},
    } as never,
    null,
    {},
    "conference/1",
  );
  client.receiveEvent({
    ...openSession({ id: "1", party: "fiji", started_at: new Date().toISOString() }),
    language_channel: {
      fr: { ...CHANNEL, ...channel },
      es: { ...CHANNEL, id: "es", position: 1, incoming: "fr", outgoing: "es" },
    },
  });
  const view = show(Booth, { session: "2", channel: "fr" }, client);
  const key = (key: string, type = "keydown") => window.dispatchEvent(new KeyboardEvent(type, { key }));
  return { client, devices, view, key };
}

type Shown = ReturnType<typeof booth>;

const commands = (client: ManualClient) => client.sentCommands.map(({ type }) => type);

it("opens the microphone before it goes on duty", async () => {
  const { client, devices, key } = booth();
  key("d");
  expect(client.sentCommands).toEqual([]);
  await devices.open();
  expect(client.sentCommands).toEqual([{ type: "interpretation.go_on_duty", language: "fr" }]);
});

it("mutes the microphone while the cough key is held", async () => {
  const { devices, key, view } = booth({ on_duty: "7", since: "2021-11-16T05:20:00Z" });
  const media = await devices.open();
  const open = () => media.getAudioTracks().every(({ enabled }) => enabled);
  await eventually(() => expect(open()).toBe(true));
  key("c");
  expect(open()).toBe(false);
  expect(view.find("microphone-state")?.dataset["state"]).toBe("coughing");
  key("C", "keyup");
  expect(open()).toBe(true);
});

it("speaks to the moderator while the key is held, and is silent until the relay has moved the microphone", async () => {
  const { client, devices, key, view } = booth({ on_duty: "7", since: "2021-11-16T05:20:00Z" });
  const media = await devices.open();
  const open = () => media.getAudioTracks().every(({ enabled }) => enabled);
  const state = () => view.find("microphone-state")?.dataset["state"];
  await eventually(() => expect(open()).toBe(true));
  key("v");
  await eventually(() => expect(open()).toBe(false));
  expect(state()).toBe("moving");
  expect(view.find("microphone-state")?.textContent).toContain("Muted until");
  expect(view.find("talk")?.getAttribute("aria-pressed")).toBe("true");
  window.dispatchEvent(new Event("blur"));
  await eventually(() => expect(open()).toBe(true));
  expect(view.find("talk")?.getAttribute("aria-pressed")).toBe("false");

  client.receiveSignal("media.talkback", { language: "es", participant: "9", listeners: 1 });
  expect(view.find("talk-other")?.textContent).toContain("The Spanish booth speaks");
});

it("opens the microphone for the key of one who is not on duty, and says so if it does not open", async () => {
  const { devices, key, view } = booth();
  key("v");
  expect(devices.requested()).toBe(1);
  key("v", "keyup");
  expect(view.find("talk")?.getAttribute("aria-pressed")).toBe("true");
  await devices.open();
  expect(view.find("microphone-state")?.dataset["state"]).toBe("moving");
});

it("answers a colleague's wish to take over", async () => {
  const { client, devices, key, view } = booth({
    on_duty: "7",
    since: "2021-11-16T05:20:00Z",
    offered_to: "8",
    offered_by: "8",
  });
  await devices.open();
  expect(view.find("handover-offered")).not.toBeNull();
  key("y");
  await eventually(() => expect(commands(client)).toEqual(["interpretation.accept_handover"]));
  await client.answer();
  key("x");
  await eventually(() => expect(commands(client).at(-1)).toBe("interpretation.cancel_handover"));
});

it("takes over from a colleague now, with an open microphone", async () => {
  const { client, devices, key } = booth({ on_duty: "8", since: "2021-11-16T05:20:00Z" });
  key("n");
  await devices.open();
  const over = { type: "interpretation.hand_over", language: "fr", to: "7", now: true };
  await eventually(() => expect(client.sentCommands).toEqual([over]));
});

it("does not offer to interpret from a booth that interprets from this one", () => {
  const { client, view, key } = booth();
  expect(view.field("incoming-es").disabled).toBe(true);
  client.receiveEvent({ language_channel: { es: { ...CHANNEL, id: "es", position: 1 } } });
  expect(view.field("incoming-es").disabled).toBe(false);
  key("1");
  expect(client.sentCommands).toEqual([
    { type: "interpretation.choose_incoming", language: "fr", incoming: "es" },
  ]);
});

it("works into the second language, and says which booth is heard there", async () => {
  const { client, view, key } = booth();
  key("b");
  expect(client.sentCommands).toEqual([
    { type: "interpretation.choose_outgoing", language: "fr", outgoing: "es" },
  ]);
  await client.answer();
  client.receiveEvent({
    language_channel: {
      fr: { ...CHANNEL, outgoing: "es", second: "es" },
      es: {
        ...CHANNEL,
        id: "es",
        position: 1,
        outgoing: "es",
        on_duty: "9",
        since: "2021-11-16T05:20:00Z",
        held_by: "es",
      },
    },
  });
  expect(view.find("channel-held")?.textContent).toContain("when that booth leaves it");
  expect(view.find("microphone-state")?.dataset["state"]).toBe("held");
  client.receiveEvent({ interpretation_policy: { 2: { id: "2", meeting: "override", holds_clock: false } } });
  expect(view.find("channel-held")?.textContent).toContain("you are heard instead");
  key("a");
  expect(client.sentCommands.at(-1)).toMatchObject({ outgoing: "fr" });
});

it("reaches its sources by a key each, and keeps another one on a key", async () => {
  localStorage.clear();
  const { client, view, key } = booth();
  client.receiveEvent({
    language_channel: {
      fr: { ...CHANNEL, incoming: "es" },
      es: {
        ...CHANNEL,
        id: "es",
        position: 1,
        outgoing: "es",
        on_duty: "9",
        since: "2021-11-16T05:20:00Z",
        held_by: "es",
      },
    },
  });
  client.receiveSignal("media.lines", { ...NO_LINES, languages: ["es"] });
  expect(view.find("preset-1")?.dataset["quality"]).toBe("direct");
  const pressed = () => ["0", "1"].map((at) => view.find(`preset-${at}`)?.getAttribute("aria-pressed"));
  expect(pressed()).toEqual(["false", "true"]);
  key("q");
  await eventually(() => expect(client.sentCommands.at(-1)).toMatchObject({ incoming: "" }));
  await client.answer();
  // There are two sources, so a third key would have the floor again.
  expect(view.find("preset-2")).toBeNull();
  client.receiveEvent({ language_channel: { fr: CHANNEL } });
  expect(pressed()).toEqual(["true", "false"]);
  client.receiveEvent({ language_channel: { fr: { ...CHANNEL, incoming: "es" } } });
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Q", shiftKey: true }));
  key("q");
  await eventually(() => expect(client.sentCommands.at(-1)).toMatchObject({ incoming: "es" }));
  const names = ["0", "1", "2"].map((at) => view.find(`preset-${at}`)?.querySelector(".name")?.textContent);
  expect(names).toEqual([expect.stringContaining("Spanish"), expect.stringContaining("Floor"), undefined]);
});

it("opens messages, texts and the glossary by their keys", async () => {
  // On a busy machine its script would come after the page has stopped waiting for it.
  await import("../messages/Messages.svelte");
  const { view, key } = booth();
  key("t");
  await eventually(() => expect(view.find("tab-texts")?.getAttribute("aria-selected")).toBe("true"));
  key("m");
  await eventually(() => expect(document.activeElement).toBe(view.find("message-text")));
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(document.activeElement).toBe(document.body);
});

it("takes no orders while the field of a tab is being loaded, but for the cough key, until Escape", async () => {
  const { client, devices, view, key } = booth({ on_duty: "7", since: "2021-11-16T05:20:00Z" });
  await devices.open();
  key("g");
  key("o");
  key("s");
  expect(client.sentCommands).toEqual([]);
  key("c");
  expect(view.find("microphone-state")?.dataset["state"]).toBe("coughing");
  key("c", "keyup");
  key("Escape");
  key("s");
  expect(commands(client)).toEqual(["interpretation.ask_slower"]);
});

it("ignores keys in a field, with a modifier, and of people who are not assigned", () => {
  const { client, view } = booth();
  view.field("spoken").dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true }));
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "s", ctrlKey: true }));
  expect(client.sentCommands).toEqual([]);
  const outside = booth({}, false);
  outside.key("s");
  expect(outside.client.sentCommands).toEqual([]);
  expect(outside.view.find("not-assigned")).not.toBeNull();
});

it.each([
  [
    "its channel is removed",
    ({ client }: Shown) => client.receiveEvent({}, null, { language_channel: ["fr"] }, STREAM),
  ],
  [
    "its interpreter is no longer assigned",
    ({ client }: Shown) => client.receiveEvent({}, null, { session_role: ["1"] }, "conference/1"),
  ],
])("closes the microphone when %s", async (_, happens) => {
  const shown = booth({ on_duty: "7", since: "2021-11-16T05:20:00Z" });
  const media = await shown.devices.open();
  expect(isRunning(media)).toBe(true);
  happens(shown);
  await eventually(() => expect(isRunning(media)).toBe(false));
});

it("says that others see its wish for a slower pace, and that it hears badly", () => {
  const { client, view } = booth();
  expect(view.find("slower-shown")).toBeNull();
  const asked = { slower_asked_at: new Date(client.now).toISOString() };
  client.receiveEvent({ language_channel: { fr: { ...CHANNEL, ...asked } } } as never);
  expect(view.find("slower-shown")?.textContent).toContain("slow down");
  expect(view.find("bad-sound-shown")).toBeNull();
  const reported = { sound_reported_at: new Date(client.now).toISOString() };
  client.receiveEvent({ language_channel: { fr: { ...CHANNEL, ...reported } } } as never);
  expect(view.find("slower-shown")).toBeNull();
  expect(view.find("bad-sound-shown")?.textContent).toContain("hears badly");
});

it("says that a channel does not exist", () => {
  const { client, view } = booth();
  client.receiveEvent({}, null, { language_channel: ["fr"] }, STREAM);
  expect(view.find("no-channel")).not.toBeNull();
});

it("plays what comes in as loud as the interpreter wants, also after a reload", () => {
  onTestFinished(() => localStorage.removeItem("balai.booth.volume"));
  const first = booth();
  expect(first.view.field("incoming-volume").value).toBe("1");
  first.view.type("incoming-volume", "0.4");
  flushSync();
  expect(booth().view.field("incoming-volume").value).toBe("0.4");
});

const filled = ({ view }: Shown) =>
  ["cough", "off-duty", "on-duty"].filter((id) => view.find(id)?.matches(".act"));

it("fills the key to go on duty", () => {
  expect(filled(booth())).toEqual(["on-duty"]);
});

it("fills no key while on duty", async () => {
  const shown = booth({ on_duty: "7", since: "2021-11-16T05:20:00Z" });
  await shown.devices.open();
  await eventually(() => expect(shown.view.find("off-duty")).not.toBeNull());
  expect(filled(shown)).toEqual([]);
});

it("opens its papers over a narrow page, and leaves them by Escape", () => {
  const { view, key } = booth();
  const isOpen = () => view.find("papers")?.matches(".open");
  expect(isOpen()).toBe(false);
  key("t");
  flushSync();
  expect(isOpen()).toBe(true);
  key("Escape");
  flushSync();
  expect(isOpen()).toBe(false);
});
