import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import { parse } from "./frames";
import { randomId } from "./ids";
import { withSample, UNKNOWN_OFFSET } from "./clockOffset";

describe("parse", () => {
  it("reads text as JSON and bytes as gzipped JSON", async () => {
    const snapshot = { stream: "session/2", seq: 1, cursor: "c", entities: {} };
    const bytes = Uint8Array.from(gzipSync(JSON.stringify(snapshot)));
    expect(await parse(bytes.buffer)).toEqual(snapshot);
    expect(await parse('{"done":"a","seq":1}')).toEqual({ done: "a", seq: 1 });
  });
});

describe("randomId", () => {
  it("is 32 hexadecimal digits, different each time", () => {
    expect(randomId()).toMatch(/^[0-9a-f]{32}$/);
    expect(randomId()).not.toBe(randomId());
  });
});

describe("withSample", () => {
  const at = Date.parse("2021-11-16T05:30:00Z");
  const stamp = "2021-11-16T05:30:00Z";

  it("takes the first sample, with half of its round trip as the error", () => {
    expect(withSample(UNKNOWN_OFFSET, stamp, at - 7_100, at - 7_000)).toEqual({ ms: 7_050, rtt: 100 });
  });

  it("keeps a fast sample when a slow one arrives, and widens its error", () => {
    expect(withSample({ ms: 7_050, rtt: 100 }, stamp, at, at + 900)).toEqual({ ms: 7_050, rtt: 120 });
  });
});
