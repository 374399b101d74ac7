import { expect, it } from "vitest";
import { lineText, type LineState } from "./lineStates";

const GOOD: LineState = {
  rtt_ms: 42,
  loss: 0.014,
  level: -23,
  width: 640,
  height: 360,
  candidate_type: "host",
};

it.each<[Partial<LineState>, string]>([
  [{}, "direct · 42 ms there and back · 1 % lost · loudest −23 dBov · 640×360"],
  [
    { candidate_type: "relay", loss: 0.125 },
    "over the TURN server · 42 ms there and back · 13 % lost · loudest −23 dBov · 640×360",
  ],
  [
    { candidate_type: "prflx", level: -127 },
    "through a router · 42 ms there and back · 1 % lost · silent · 640×360",
  ],
  [{ candidate_type: null, rtt_ms: null, level: null, width: null, height: null }, "1 % lost · no picture"],
])("says how a line with %j is", (about, words) => {
  expect(lineText({ ...GOOD, ...about })).toBe(words);
});
