/** Where the voice of a booth that speaks to the staff may be played: never where the room hears it. */

/** The browser's own output has the empty id, and the id `default` in a list. */
const DEFAULT = "default";

type Device = Pick<MediaDeviceInfo, "deviceId" | "groupId">;

/** Whether an output is one of those that the room hears. Two entries of one device, such as the default, have one group. */
export function isInRoom(output: string, room: readonly string[], devices: readonly Device[]): boolean {
  const groupOf = (id: string) => devices.find(({ deviceId }) => deviceId === (id || DEFAULT))?.groupId;
  return room.some((one) => {
    const group = groupOf(one);
    return (one || DEFAULT) === (output || DEFAULT) || (!!group && group === groupOf(output));
  });
}
