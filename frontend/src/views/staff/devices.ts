/** Why a camera or microphone could not be opened, as a key of the staff's words. */
import { canPublish } from "../../media/devices";
import type { en } from "./words";

export type Trouble = Extract<keyof typeof en, `device.${string}`>;

export function troubleOf(error: unknown): Trouble {
  if (!canPublish()) return "device.insecure";
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "device.none" : "device.denied";
}
