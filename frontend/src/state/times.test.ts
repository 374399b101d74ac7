import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  countdown,
  dateIn,
  dayAndTimeIn,
  dayIn,
  hallDayTime,
  hallTime,
  ownZone,
  sameTime,
  timeIn,
  untilText,
  zoneName,
} from "./times";

const MOMENT = "2021-11-16T05:20:00Z";
const BALI = "Asia/Makassar";

describe("moments", () => {
  it("are shown in the conference's zone and in the reader's, with the day", () => {
    expect(timeIn(MOMENT, BALI, "en")).toBe("13:20");
    expect(dayAndTimeIn(MOMENT, "America/Santiago", "en")).toBe("Tue 02:20");
    expect(dayIn(MOMENT, BALI, "en")).toBe("Tuesday 16 November");
    expect(dateIn("2021-11-16T18:00:00Z", BALI)).toBe("2021-11-17");
  });

  it("are written as the language writes them", () => {
    expect(timeIn(MOMENT, BALI, "id")).toBe("13.20");
    expect(dayIn(MOMENT, BALI, "id")).toBe("Selasa, 16 November");
    expect(zoneName(BALI, "en")).toBe("Central Indonesia Time");
  });

  it("name the hall's zone to readers whose clock differs, with their own time", () => {
    vi.stubEnv("TZ", "America/Santiago");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(ownZone()).toBe("America/Santiago");
    expect(hallTime(MOMENT, BALI, "en")).toBe("13:20 GMT+8 (02:20 your time)");
    expect(hallDayTime("2021-11-16T01:20:00Z", BALI, "en")).toBe("Tue 09:20 GMT+8 (Mon 22:20 your time)");
    expect(hallDayTime(MOMENT, "America/Santiago", "en")).toBe("Tue 02:20");
  });

  it("are the same in two zones with the same clock", () => {
    expect(sameTime(MOMENT, BALI, "Asia/Singapore")).toBe(true);
    expect(sameTime(MOMENT, BALI, "Pacific/Fiji")).toBe(false);
  });
});

describe("untilText", () => {
  it("uses the largest unit that fits", () => {
    expect([200_000, 7_200, 150, 20].map((seconds) => untilText(seconds, "en"))).toEqual([
      "in 2 days",
      "in 2 hours",
      "in 3 minutes",
      "in 1 minute",
    ]);
  });
});

it("counts down in days, hours, minutes and seconds", () => {
  expect([180_305, 3_725.2, 59, 0.4, 0, -5].map(countdown)).toEqual([
    { days: 2, clock: "2:05:05" },
    { days: 0, clock: "1:02:06" },
    { days: 0, clock: "0:00:59" },
    { days: 0, clock: "0:00:01" },
    null,
    null,
  ]);
});

it("is the only way to a time: no view formats a moment without a zone, or in one’s own alone", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf-8" })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.includes(".test."))
    .map((path) => ({ path, text: readFileSync(`src/${path}`, "utf-8") }));
  const careless = sources.filter(
    ({ text }) =>
      /\.(toLocaleTimeString|toLocaleDateString|getHours|getMinutes)\(/.test(text) ||
      (text.includes("new Intl.DateTimeFormat(") && !text.includes("timeZone")) ||
      (text.includes("ownZone()") && !/\bzone\b/.test(text.replaceAll("ownZone", ""))),
  );
  expect(sources.length).toBeGreaterThan(500);
  expect(careless.map(({ path }) => path)).toEqual([]);
});
