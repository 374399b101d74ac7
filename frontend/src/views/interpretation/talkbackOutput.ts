/** Where the voice of a booth that speaks to the staff may be played: never where the room hears it. */
import { findOutput, type Choice } from "../desk/channelOutputs.svelte";

/** The browser's own output has the empty id, and the id `default` in a list. */
const DEFAULT = "default";

/** An output by its id, empty for the browser's own, or why nothing is played. */
export type TalkbackOutput = { id: string } | { unheard: "missing" | "in_room" };

/** The output of a choice, where this computer plays `room` into the room. */
export function talkbackOutput(
  choice: Choice | null,
  room: readonly Choice[],
  devices: readonly MediaDeviceInfo[],
): TalkbackOutput {
  const found = choice ? findOutput(devices, choice) : null;
  if (found === undefined) return { unheard: "missing" };
  const id = found?.deviceId ?? "";
  const taken = room.map((one) => findOutput(devices, one)?.deviceId ?? one.device);
  return taken.some((one) => isSame(one, id, devices)) ? { unheard: "in_room" } : { id };
}

/**
 * Whether an output that plays into the room is the chosen one. Two entries of one device have one group. A default that
 * the browser does not list, as in Firefox, may be any device.
 */
function isSame(room: string, chosen: string, devices: readonly MediaDeviceInfo[]): boolean {
  const ids = [room || DEFAULT, chosen || DEFAULT] as const;
  const [group, otherGroup] = ids.map((id) => devices.find(({ deviceId }) => deviceId === id)?.groupId);
  if (ids[0] === ids[1]) return true;
  return group && otherGroup ? group === otherGroup : ids[1] === DEFAULT;
}
