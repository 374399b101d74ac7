import { expect, it } from "vitest";
import { isInRoom } from "./talkbackOutput";

const DEVICES = [
  { deviceId: "default", groupId: "card" },
  { deviceId: "speakers", groupId: "card" },
  { deviceId: "headphones", groupId: "usb" },
];

it("allows any output while this computer plays nothing into the room", () => {
  expect(isInRoom("", [], DEVICES)).toBe(false);
  expect(isInRoom("speakers", [], DEVICES)).toBe(false);
});

it("allows no output that plays into the room, by whatever name", () => {
  expect(isInRoom("", [""], DEVICES)).toBe(true);
  expect(isInRoom("", [""], [])).toBe(true);
  expect(isInRoom("default", [""], DEVICES)).toBe(true);
  expect(isInRoom("speakers", [""], DEVICES)).toBe(true);
  expect(isInRoom("", ["speakers"], DEVICES)).toBe(true);
  expect(isInRoom("headphones", ["speakers", ""], DEVICES)).toBe(false);
  expect(isInRoom("headphones", ["headphones"], DEVICES)).toBe(true);
});

it("does not take outputs for one device because the browser hides their groups", () => {
  const hidden = DEVICES.map((one) => ({ ...one, groupId: "" }));
  expect(isInRoom("headphones", ["speakers"], hidden)).toBe(false);
});
