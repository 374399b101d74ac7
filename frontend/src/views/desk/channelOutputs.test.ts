import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ChannelOutputs, findOutput, type Choice, type Output } from "./channelOutputs.svelte";
import ChannelOutputsPanel from "./ChannelOutputsPanel.svelte";
import { eventually } from "../../testing/eventually";

const CHANNEL = {
  id: "fr",
  position: 0,
  on_duty: null,
  from_hall: false,
  since: null,
  incoming: "",
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
};
const opened: string[] = [];
let missing = false;

function open(language: string, { device }: Choice): Output {
  opened.push(`${language} into ${device}`);
  const stop = () => opened.push(`${language} ends`);
  return {
    isMissing: missing,
    isBlocked: false,
    play: () => undefined,
    unblock: async () => undefined,
    stop,
  };
}

beforeEach(() => {
  localStorage.removeItem("balai.channel-outputs");
  opened.length = 0;
  missing = false;
  HTMLMediaElement.prototype.setSinkId = () => Promise.resolve();
});
afterEach(() => {
  Reflect.deleteProperty(HTMLMediaElement.prototype, "setSinkId");
  vi.unstubAllGlobals();
});

function panel(outputs: ChannelOutputs, devices: { deviceId: string; label: string }[]) {
  const list = devices.map((one) => ({ ...one, kind: "audiooutput" }));
  vi.stubGlobal("navigator", {
    ...navigator,
    languages: ["en"],
    mediaDevices: {
      enumerateDevices: () => Promise.resolve(list),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
  });
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent({ ...openSession(), language_channel: { fr: CHANNEL } });
  return show(ChannelOutputsPanel, { model: new SessionModel(client, "2"), outputs }, client);
}

it("plays the chosen channels, and remembers them in the browser", () => {
  const outputs = new ChannelOutputs(open);
  outputs.follow(["fr", "es"]);
  outputs.choose("fr", { device: "infrared-1", label: "" });
  outputs.follow(["fr", "es"]);
  outputs.choose("fr", { device: "infrared-2", label: "" });
  outputs.follow(["fr", "es"]);
  expect(opened).toEqual(["fr into infrared-1", "fr ends", "fr into infrared-2"]);
  outputs.follow(["es"]);
  expect(opened.at(-1)).toBe("fr ends");

  const later = new ChannelOutputs(open);
  later.follow(["fr"]);
  expect(opened.at(-1)).toBe("fr into infrared-2");
  later.choose("fr", null);
  later.follow(["fr"]);
  expect([opened.at(-1), Object.keys(later.playing)]).toEqual(["fr ends", []]);
});

it("lists the outputs by name, and says which is not connected", async () => {
  missing = true;
  localStorage.setItem("balai.channel-outputs", '{"fr": {"device": "gone", "label": ""}}');
  const outputs = new ChannelOutputs(open);
  outputs.follow(["fr"]);
  const view = panel(outputs, [{ deviceId: "infrared-1", label: "Infrared 1" }]);
  await eventually(() => expect(view.find("output-fr")?.textContent).toContain("Infrared 1"));
  expect(view.find("allow-outputs")).toBeNull();
  expect(view.find("output-missing-fr")).not.toBeNull();
  view.choose("output-fr", "infrared-1");
  expect(outputs.chosen).toEqual({ fr: { device: "infrared-1", label: "Infrared 1" } });
});

it("asks for permission while the outputs have no names", async () => {
  const view = panel(new ChannelOutputs(open), [{ deviceId: "default", label: "" }]);
  await eventually(() => expect(view.find("allow-outputs")).not.toBeNull());
});

it("says so plainly where the browser cannot choose an output", () => {
  Reflect.deleteProperty(HTMLMediaElement.prototype, "setSinkId");
  localStorage.setItem("balai.channel-outputs", '{"fr": {"device": "infrared-1", "label": ""}}');
  const outputs = new ChannelOutputs(open);
  outputs.follow(["fr"]);
  const view = panel(outputs, []);
  expect(view.find("no-outputs")).not.toBeNull();
  expect(opened).toEqual([]);
});

it("finds an output whose id has changed by its name", () => {
  const devices = [{ deviceId: "new", label: "Infrared 1" }] as MediaDeviceInfo[];
  expect(findOutput(devices, { device: "old", label: "Infrared 1" })?.deviceId).toBe("new");
  expect(findOutput(devices, { device: "old", label: "" })).toBeUndefined();
});
