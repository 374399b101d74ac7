/** Recordings of a session, as moderators see them. Pure. */
import { formatTag } from "../../locales/language.svelte";
import { clockText } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

export type SessionRecording = Entities["session_recording"];
export type SessionRecordingFile = SessionRecording["files"][number];

/** The newest first. */
export const newestFirst = (recordings: readonly SessionRecording[]): SessionRecording[] =>
  [...recordings].sort((one, other) => other.started_at.localeCompare(one.started_at));

/** The people who have not acknowledged the recording. */
export const unacknowledgedBy = (recording: SessionRecording, people: readonly string[]): string[] =>
  people.filter((one) => !recording.acknowledged.some(({ participant }) => participant === one));

const MEGA = 1_000_000;

/** "4.2 MB", in decimal megabytes, as file managers show it. */
export function sizeText(octets: number, language: string): string {
  const giga = octets >= 1000 * MEGA;
  const number = octets / (giga ? 1000 * MEGA : MEGA);
  const digits = number < 10 ? 1 : 0;
  return `${number.toLocaleString(formatTag(language), { maximumFractionDigits: digits })} ${giga ? "GB" : "MB"}`;
}

/** "1:02:03"; empty if the length of the file is unknown. */
export function lengthText(seconds: number): string {
  if (seconds === 0) return "";
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const rest = clockText(whole % 3600);
  return hours ? `${hours}:${rest.padStart(5, "0")}` : rest;
}

/** The name under which a file is saved. */
export const downloadName = (
  title: string,
  file: SessionRecordingFile,
  recording: SessionRecording,
): string => {
  const words = `${title} ${recording.started_at.slice(0, 16)} ${file.slot}`;
  const plain = words.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-");
  return `${plain.replace(/^-|-$/g, "").toLowerCase()}.${file.kind}`;
};
