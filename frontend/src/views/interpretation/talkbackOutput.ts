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

/** Two entries of one device, such as the default and the device itself, have one group. */
function isSame(one: string, other: string, devices: readonly MediaDeviceInfo[]): boolean {
  const groupOf = (id: string) => devices.find(({ deviceId }) => deviceId === (id || DEFAULT))?.groupId;
  const group = groupOf(one);
  return (one || DEFAULT) === (other || DEFAULT) || (!!group && group === groupOf(other));
}
