/** The room's devices: its camera and the mix of its microphones, as they are. */
import { canPublish } from "../../media/devices";

export interface RoomChoice {
  camera: string | null;
  microphone: string;
}

export interface StoredRoomChoice extends RoomChoice {
  cut: boolean;
}

/** The browser's processing of voices is off, because it would spoil a mix that a technician has balanced. */
export async function openHallDevices({ camera, microphone }: RoomChoice): Promise<MediaStream> {
  if (!canPublish()) throw new Error("Devices need an encrypted page.");
  const audio = {
    ...(microphone && { deviceId: { exact: microphone } }),
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: 2,
  };
  const video = {
    ...(camera && { deviceId: { exact: camera } }),
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 24, max: 30 },
  };
  return navigator.mediaDevices.getUserMedia(camera === null ? { audio } : { audio, video });
}

const key = (session: string): string => `balai.hall.${session}`;

/** Stores what this tab sends, so that a reload sends it again. */
export function storeChoice(session: string, choice: StoredRoomChoice | null): void {
  if (choice === null) sessionStorage.removeItem(key(session));
  else sessionStorage.setItem(key(session), JSON.stringify(choice));
}

export function storedChoice(session: string): StoredRoomChoice | null {
  const text = sessionStorage.getItem(key(session));
  return text === null ? null : (JSON.parse(text) as StoredRoomChoice);
}
