/** The texts of camera and microphone. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type { Key } from "../locales/catalogue.svelte";
import { canPublish } from "../media/devices";

export const t = await loadedCatalogue("devices");

export type DeviceProblem = Extract<Key<"devices">, "device.insecure" | "device.denied" | "device.none">;

/** Why a camera or microphone could not be opened, as a key of these texts. */
export function deviceProblemOf(error: unknown): DeviceProblem {
  if (!canPublish()) return "device.insecure";
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "device.none" : "device.denied";
}
