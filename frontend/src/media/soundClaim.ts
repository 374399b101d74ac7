/** Lets one browser tab of a person play the sound of a session, so that it is not heard twice. */

const PATIENCE_MS = 200;

export interface SoundClaim {
  /** Resolves to true if no other tab of the person plays the sound: none answered within `PATIENCE_MS`. */
  isFirst: Promise<boolean>;
  close(): void;
}

/** Asks the person's other tabs of this session whether they play the sound. From then on this tab answers them. */
export function claimSound(person: string, session: string): SoundClaim {
  const channel = new BroadcastChannel(`balai.voice.${person}.${session}`);
  const first = new Promise<boolean>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    channel.onmessage = ({ data }) => {
      if (data === "taken") resolve(false);
      else channel.postMessage("taken");
    };
  });
  channel.postMessage("anyone?");
  return { isFirst: first, close: () => channel.close() };
}
