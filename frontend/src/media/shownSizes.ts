/** Reports to the relay how large the page shows each slot, so that the relay sends no more than is seen. */
import type { OpenedConnection } from "./mediaLine.svelte";

/** How often a page measures. In a crowd all pages change at the same time, so their reports are spread over more time. */
export const MEASURE_MS = 1000;
export const CROWD_MEASURE_MS = 5000;
/** After this many measurements without a new frame, the relay may have turned a picture off, so the page asks. */
const STILL_MEASUREMENTS = 3;
const ASK_AFTER_MEASUREMENTS = 5;

export interface SizeReports {
  close(): void;
}

interface Seen {
  height: number;
  pictures: number;
}

/**
 * Measures each video of the page that plays a track of this line, and reports the sizes. `slow` is called with whether
 * the relay has turned any picture off.
 */
export function reportSizes(
  { peer, resource }: OpenedConnection,
  slow: (isSlow: boolean) => void,
  measureMs = MEASURE_MS,
): SizeReports {
  let told = "";
  let off: readonly string[] = [];
  const moved: Record<string, { pictures: number; still: number }> = {};
  const look = () => {
    const seen = shownSizes(peer);
    const asks = Object.entries(seen).filter(([mid, { pictures }]) => stands(mid, pictures));
    const heights = Object.entries(seen).map(([mediaId, { height }]) => ({ mediaId, maxHeight: height }));
    const body = JSON.stringify(heights);
    if (heights.length && (body !== told || asks.length)) void tell(body);
  };
  const stands = (mid: string, pictures: number): boolean => {
    const before = (moved[mid] ??= { pictures, still: STILL_MEASUREMENTS });
    if (before.pictures !== pictures) {
      moved[mid] = { pictures, still: 0 };
      return off.includes(mid);
    }
    before.still++;
    return (
      before.still === STILL_MEASUREMENTS ||
      (off.includes(mid) && before.still % ASK_AFTER_MEASUREMENTS === 0)
    );
  };
  const tell = async (body: string): Promise<void> => {
    told = body;
    try {
      const headers = { Authorization: `Bearer ${resource.token}`, "Content-Type": "application/json" };
      const answer = await fetch(`${resource.url}/layers`, { method: "POST", headers, body });
      if (!answer.ok) return;
      off = ((await answer.json()) as { slow: string[] }).slow;
      slow(off.length > 0);
    } catch {
      // The relay is gone. The next line reports again.
    }
  };
  const timer = setInterval(look, measureMs);
  document.addEventListener("visibilitychange", look);
  return {
    close() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    },
  };
}

/** By `mid`: the height in screen pixels, 0 if it is not seen, and the number of frames so far. */
function shownSizes(peer: RTCPeerConnection): Record<string, Seen> {
  const videos = [...document.querySelectorAll("video")];
  return Object.fromEntries(
    peer.getTransceivers().flatMap(({ mid, receiver: { track } }) => {
      if (mid === null || track.kind !== "video") return [];
      const playing = videos.filter(
        ({ srcObject }) => srcObject instanceof MediaStream && plays(srcObject, track),
      );
      const height = Math.max(0, ...playing.map(heightOf));
      const pictures = Math.max(0, ...playing.map((one) => one.getVideoPlaybackQuality().totalVideoFrames));
      return [[mid, { height, pictures }]];
    }),
  );
}

const plays = (stream: MediaStream, track: MediaStreamTrack): boolean =>
  stream.getTracks().some(({ id }) => id === track.id);

function heightOf(video: HTMLVideoElement): number {
  const { top, bottom, height } = video.getBoundingClientRect();
  const isSeen =
    !document.hidden &&
    bottom > 0 &&
    top < innerHeight &&
    (video.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? true);
  return isSeen ? Math.round(height * devicePixelRatio) : 0;
}
