/** Moments of recordings, and where a page shows the moment of an item. */
import { navigate, inConference } from "../../router.svelte";
import type { RecordFile, RecordRecording } from "../../state/record";

/** Seconds from the beginning of a recording to a moment. */
export const secondsInto = (recording: RecordRecording, at: string): number =>
  (Date.parse(at) - Date.parse(recording.started_at)) / 1000;

const coversMoment = (recording: RecordRecording, file: RecordFile, at: string): boolean => {
  const seconds = secondsInto(recording, at) - file.at;
  return seconds >= 0 && seconds < file.seconds;
};

/** The files of a recording in which a moment is. */
export const filesAt = (recording: RecordRecording, at: string): RecordFile[] =>
  recording.files.filter((file) => coversMoment(recording, file, at));

/** The recording in which a moment is. */
export const recordingAt = (recordings: readonly RecordRecording[], at: string): RecordRecording | null =>
  recordings.find((one) => filesAt(one, at).length > 0) ?? null;

/** Such as "turn/3", as the minutes name their rows. */
export const minutesItem = (kind: "turn" | "statement" | "question" | "note", target: string): string =>
  `${kind === "statement" ? "written" : kind}/${target}`;

export const playPath = (session: string, at: string): string =>
  inConference(`/session/${session}/record?at=${encodeURIComponent(at)}`);

export const minutesPath = (session: string, item: string): string =>
  inConference(`/session/${session}/minutes#${item}`);

/** The moment that the address of this page asks for. */
export const askedMoment = (): string | null => new URLSearchParams(location.search).get("at");

/** As `followLink`, for a link with a query or a fragment. */
export function followLinkFully(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { pathname, search, hash } = event.currentTarget;
  navigate(pathname + search + hash);
}

/** Shows the row of the minutes that the address names, once it is there. True if it is. */
export function scrollToAddressedRow(): boolean {
  const item = decodeURIComponent(location.hash.slice(1));
  const row = item ? document.getElementById(item) : null;
  row?.closest("details")?.setAttribute("open", "");
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
  return row !== null;
}
