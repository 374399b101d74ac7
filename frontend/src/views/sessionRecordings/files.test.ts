import { expect, it } from "vitest";
import {
  newestFirst,
  lengthText,
  downloadName,
  unacknowledgedBy,
  sizeText,
  type SessionRecording,
} from "./files";

const RECORDING: SessionRecording = {
  id: "1",
  state: "ready",
  started_at: "2021-11-16T06:00:00Z",
  stopped_at: "2021-11-16T07:00:00Z",
  problem: "",
  lost: 0,
  skipped: 0,
  files: [],
  programme: "",
  percent: 0,
  acknowledged: [{ participant: "7", at: "2021-11-16T06:00:10Z" }],
};

it("names those on the air who have not acknowledged the recording", () => {
  expect(unacknowledgedBy(RECORDING, ["7", "8"])).toEqual(["8"]);
});

it("lists the newest first", () => {
  const later = { ...RECORDING, id: "2", started_at: "2021-11-16T08:00:00Z" };
  expect(newestFirst([RECORDING, later]).map(({ id }) => id)).toEqual(["2", "1"]);
});

it.each([
  [4_200_000, "4.2 MB"],
  [420_000_000, "420 MB"],
  [2_700_000_000, "2.7 GB"],
])("says how large %i octets are", (octets, text) => expect(sizeText(octets, "en")).toBe(text));

it.each([
  [0, ""],
  [62.4, "1:02"],
  [3723, "1:02:03"],
])("says how long %d seconds are", (seconds, text) => expect(lengthText(seconds)).toBe(text));

it("gives a file a name that every system takes", () => {
  const file = {
    id: "3",
    slot: "panel-1",
    kind: "mkv",
    at: 0,
    seconds: 1,
    octets: 1,
    chapters: 0,
    language: "",
  } as const;
  expect(downloadName("Countries’ Review: I", file, RECORDING)).toBe(
    "countries-review-i-2021-11-16t06-00-panel-1.mkv",
  );
});
