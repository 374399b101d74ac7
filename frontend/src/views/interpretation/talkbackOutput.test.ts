import { expect, it } from "vitest";
import { talkbackOutput } from "./talkbackOutput";

const device = (deviceId: string, groupId: string, label = deviceId) =>
  ({ deviceId, groupId, label, kind: "audiooutput" }) as MediaDeviceInfo;
const DEVICES = [device("default", "card"), device("speakers", "card"), device("headphones", "usb")];
const named = (id: string) => ({ device: id, label: "" });
const played = (choice: string, room: string[], devices = DEVICES) => {
  const output = talkbackOutput(choice ? named(choice) : null, room.map(named), devices);
  return "id" in output ? output.id || "the browser’s" : output.unheard;
};

it("is any output while this computer plays nothing into the room", () => {
  expect([played("", []), played("speakers", [])]).toEqual(["the browser’s", "speakers"]);
});

it("is none that plays into the room, by whatever name", () => {
  expect(played("", [""])).toBe("in_room");
  expect(played("", [""], [])).toBe("in_room");
  expect(played("default", [""])).toBe("in_room");
  expect(played("speakers", [""])).toBe("in_room");
  expect(played("", ["speakers"])).toBe("in_room");
  expect(played("headphones", ["speakers", ""])).toBe("headphones");
  expect(played("headphones", ["headphones"])).toBe("in_room");
});

it("finds an output whose id has changed by its name, that of the room too", () => {
  const kept = { device: "old", label: "headphones" };
  expect(talkbackOutput(kept, [], DEVICES)).toEqual({ id: "headphones" });
  expect(talkbackOutput(named("headphones"), [kept], DEVICES)).toEqual({ unheard: "in_room" });
});

it("is none while the chosen one is not connected", () => {
  expect(played("gone", [])).toBe("missing");
});

it("is not the default where the browser does not say which device that is", () => {
  const unlisted = DEVICES.slice(1);
  expect(played("", ["speakers"], unlisted)).toBe("in_room");
  expect(played("headphones", ["speakers", ""], unlisted)).toBe("headphones");
});

it("does not take outputs for one device because the browser hides their groups", () => {
  const hidden = DEVICES.map(({ deviceId }) => device(deviceId, ""));
  expect(played("headphones", ["speakers"], hidden)).toBe("headphones");
});
