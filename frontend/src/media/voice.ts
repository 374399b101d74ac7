/** Whether another tab of the same person already plays the sound, so that it is not heard twice. */

const PATIENCE_MS = 200;

export interface Voice {
  /** True if no other tab answered. */
  first: Promise<boolean>;
  close(): void;
}

/** Asks the person's other tabs of a session in this browser, and answers their questions from then on. */
export function claimVoice(person: string, session: string): Voice {
  const channel = new BroadcastChannel(`balai.voice.${person}.${session}`);
  const first = new Promise<boolean>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    channel.onmessage = ({ data }) => {
      if (data === "taken") resolve(false);
      else channel.postMessage("taken");
    };
  });
  channel.postMessage("anyone?");
  return { first, close: () => channel.close() };
}
