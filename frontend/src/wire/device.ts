/** The device that presence counts: all tabs of one browser are one device. */
import type { Hello } from "../messages/messages.gen";
import { randomId } from "./ids";

export type Device = NonNullable<Hello["device"]>;

const KEY = "balai.device";
/** The form of an id that the server accepts. */
const GOOD = /^[0-9a-z]{8,32}$/;
/** A touch screen whose shorter side is at most this wide is a phone. */
const PHONE_PX = 600;

export function device(): Device {
  return { id: remembered(), kind: isPhone() ? "phone" : "computer" };
}

function isPhone(): boolean {
  const side = Math.min(window.screen.width, window.screen.height);
  return side <= PHONE_PX && window.matchMedia("(pointer: coarse)").matches;
}

/** If the browser stores nothing, each page load counts as a device of its own. */
function remembered(): string {
  const fresh = randomId();
  try {
    const known = localStorage.getItem(KEY);
    if (known !== null && GOOD.test(known)) return known;
    localStorage.setItem(KEY, fresh);
  } catch {
    return fresh;
  }
  return fresh;
}
