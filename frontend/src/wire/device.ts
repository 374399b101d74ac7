/** The machine that this browser is on, as presence counts it: all tabs of the browser are on one. */
import type { Hello } from "../messages/messages.gen";
import { randomId } from "./ids";

export type Device = NonNullable<Hello["device"]>;

const KEY = "balai.device";
/** What the server takes. */
const GOOD = /^[0-9a-z]{8,32}$/;
/** A touch screen no wider than this, either way it is held, is a phone's. */
const PHONE_PX = 600;

export function device(): Device {
  return { id: remembered(), kind: isPhone() ? "phone" : "computer" };
}

function isPhone(): boolean {
  const side = Math.min(window.screen.width, window.screen.height);
  return side <= PHONE_PX && window.matchMedia("(pointer: coarse)").matches;
}

/** Where a browser keeps nothing, each page load is a machine of its own. */
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
