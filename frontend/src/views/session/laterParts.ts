/**
 * Loads the parts of the page that everyone needs in the same moment, ahead of that moment.
 *
 * The first script has a limit, so these parts come later. If they came when a poll opens, thousands of phones would ask
 * the server for five files each in that second. Each page waits for a random time instead, and until it has nothing to do.
 */
type Part = () => Promise<unknown>;

const FIRST_MS = 10_000;
const SPREAD_MS = 50_000;
/** What is loaded after the mark of this name is no part of the first script. */
const MARK = "later-parts";

/** What is needed first comes first. */
const PARTS: readonly Part[] = [
  () => import("../polls/PollNow.svelte"),
  () => import("../announcements/NewAnnouncement.svelte"),
  () => import("./announce"),
  () => import("../voting/VoteLine.svelte"),
  () => import("./PinnedQuestion.svelte"),
  () => import("./SessionOver.svelte"),
  () => import("../messages/Messages.svelte"),
];

const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Safari has no idle callback. */
const idle = () =>
  new Promise<unknown>((resolve) =>
    typeof requestIdleCallback === "function" ? requestIdleCallback(resolve) : setTimeout(resolve, 200),
  );

/** Begins to wait. Nothing is loaded while the connection is lost, or if the person saves data: then each part comes when
 *  it is needed. Returns what ends it. */
export function loadLaterParts(isLive: () => boolean, parts: readonly Part[] = PARTS): () => void {
  let ended = savesData();

  async function loadAll() {
    performance.mark(MARK);
    for (const part of parts) {
      await idle();
      if (ended || !isLive()) return;
      await part().catch(() => undefined);
    }
  }

  const timer = ended ? 0 : window.setTimeout(() => void loadAll(), FIRST_MS + Math.random() * SPREAD_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
