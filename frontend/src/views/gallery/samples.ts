/** What the gallery's components show: names of states from CLDR, and sound and pictures that are generated here. */
import type { Seat } from "../../state/seat";
import type { Poll, PollResult } from "../../state/polls";
import type { Entities } from "../../state/store.svelte";

export const SEAT: Seat = {
  token: "",
  expires_at: "",
  seat: {
    conference: "0",
    slug: "",
    participant: null,
    party: null,
    roles: [],
    session_roles: [],
    place: "remote",
    name: "",
    person: "",
    simulated: false,
  },
};

/** The names of states as a language writes them. */
export const stateNames = (tag: string): ((code: string) => string) => {
  const names = new Intl.DisplayNames(tag, { type: "region" });
  return (code) => names.of(code) ?? code;
};

export const listText = (tag: string, names: string[]): string => new Intl.ListFormat(tag).format(names);

/** A turn of three minutes, of which `spoken` seconds are over. With `stopped` its clock does not run. */
export function turnWith(spoken: number, { stopped = true } = {}): Entities["turn"] {
  const now = Date.now();
  const suspended_at = stopped ? new Date(now).toISOString() : null;
  const started_at = new Date(now - spoken * 1000).toISOString();
  return { started_at, suspended_at, suspended_seconds: 0, allotted: 180 } as Entities["turn"];
}

/** An open poll with these options. */
export const pollOf = (options: string[]): Poll => ({
  id: "1",
  kind: "single",
  question: "",
  options,
  most: 1,
  anonymous: true,
  results: "live",
  position: 0,
  state: "open",
  on_screen: false,
  opened_at: null,
  closed_at: null,
  result: null,
});

export const pollResult: PollResult = {
  answers: 1001,
  counts: [640, 360, 1],
  firsts: [],
  words: [],
  distinct: 0,
  hidden: [],
};

/** A sound with this loudness, 0 to 1. It lasts until the page is left. */
export function humStream(loudness: number): MediaStream {
  const context = new AudioContext();
  const end = context.createMediaStreamDestination();
  const gain = new GainNode(context, { gain: loudness });
  const tone = new OscillatorNode(context, { frequency: 220 });
  tone.connect(gain).connect(end);
  tone.start();
  return end.stream;
}

/** A picture in the colours of the page's theme. */
export function drawingTrack(): MediaStreamTrack | null {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const brush = canvas.getContext("2d");
  const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);
  const draw = () => {
    if (!brush) return;
    brush.fillStyle = token("--attention-paper");
    brush.fillRect(0, 0, 320, 180);
    brush.fillStyle = token("--navy");
    brush.fillRect(40, 40, 80, 100);
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5).getVideoTracks()[0] ?? null;
}
