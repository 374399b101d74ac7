/** Cameras, microphones and how loud they are. */

export interface DeviceChoice {
  /** Device ids. Undefined is the browser's choice; a camera of null is no camera. */
  microphone?: string | undefined;
  camera?: string | null | undefined;
}

/** Browsers give no devices to a page over plain HTTP. */
export const canPublish = (): boolean => navigator.mediaDevices !== undefined;

/** Errors after which the microphone may still open: no camera, one used by another program, or one not allowed. */
const WITHOUT_CAMERA = ["NotFoundError", "NotReadableError", "NotAllowedError"];

/**
 * Opens a person's devices, with the browser's echo and noise suppression. Falls back to the microphone alone, and to
 * the browser's choice where a chosen device is unknown: some browsers give new ids after a reload, and a speaker is
 * then heard by another microphone rather than by none.
 */
export async function openDevices(choice: DeviceChoice = {}): Promise<MediaStream> {
  try {
    return await openChosen(choice);
  } catch (error) {
    if ((error as Error).name !== "OverconstrainedError") throw error;
    return openChosen(choice.camera === null ? { camera: null } : {});
  }
}

async function openChosen(choice: DeviceChoice): Promise<MediaStream> {
  const audio = {
    ...exactly(choice.microphone),
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
  if (choice.camera === null) return navigator.mediaDevices.getUserMedia({ audio });
  const video = { ...exactly(choice.camera), width: 640, height: 360, frameRate: { ideal: 24, max: 30 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video });
  } catch (error) {
    if (!(error instanceof DOMException) || !WITHOUT_CAMERA.includes(error.name)) throw error;
    return navigator.mediaDevices.getUserMedia({ audio });
  }
}

/**
 * Opens an interpreter's microphone at full band: noise suppression takes 40 dB at 15 kHz, and echo cancellation and
 * automatic gain change the voice too. An interpreter wears a headset.
 */
export function openBoothMicrophone(microphone?: string): Promise<MediaStream> {
  const audio = {
    ...exactly(microphone),
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: 1,
    sampleRate: 48_000,
  };
  return navigator.mediaDevices.getUserMedia({ audio });
}

/** Opens the camera of a sign-language interpreter, without sound. Signs are lost at a low rate of pictures. */
export function openSignerCamera(camera?: string): Promise<MediaStream> {
  const video = { ...exactly(camera), width: 960, height: 720, frameRate: { ideal: 30 } };
  return navigator.mediaDevices.getUserMedia({ video });
}

function exactly(deviceId: string | null | undefined): MediaTrackConstraints {
  return deviceId ? { deviceId: { exact: deviceId } } : {};
}

export async function listDevices(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter((device) => device.kind === kind && device.deviceId !== "");
}

export function stopDevices(media: MediaStream | null): void {
  media?.getTracks().forEach((track) => track.stop());
}

export interface Meter {
  /** The loudness of this moment, 0 to 1. */
  level(): number;
  close(): void;
}

/** Measures all audio tracks of a stream, which must have one. */
export function startMeter(media: MediaStream): Meter {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  // An audio source takes only the first track of its stream.
  for (const track of media.getAudioTracks())
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    close: () => void context.close(),
  };
}

const QUIETEST_DB = -60;

/** Root mean square of samples on a logarithmic scale: −60 dB is 0, full scale is 1. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (power === 0) return 0;
  return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / QUIETEST_DB));
}
