import { beforeEach, expect, it } from "vitest";
import type { Channel } from "../../state/interpretation";
import { keepPresets, presetsOf, qualityOf } from "./presets";

const channel = (id: string, fields: Partial<Channel> = {}): Channel => ({
  id,
  position: 0,
  on_duty: "7",
  from_hall: false,
  since: "2021-11-16T05:20:00Z",
  incoming: "",
  outgoing: id,
  second: "",
  held_by: id,
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
  ...fields,
});

beforeEach(() => localStorage.clear());

it("begins with the floor and the first channels, and keeps what was chosen", () => {
  expect(presetsOf("fr", ["es", "en", "zh"])).toEqual(["", "es", "en"]);
  expect(presetsOf("fr", [])).toEqual([""]);
  keepPresets("fr", ["zh", "", "en"]);
  expect(presetsOf("fr", ["es", "en", "zh"])).toEqual(["zh", "", "en"]);
  expect(presetsOf("fr", ["es", "en"])).toEqual(["es", "", "en"]);
  expect(presetsOf("es", ["fr"])).toEqual(["", "fr"]);
});

it("tells how good a source is", () => {
  const channels = [channel("es"), channel("en", { incoming: "es" }), channel("fr", { held_by: null })];
  const quality = (source: string, live = ["es", "en"]) => qualityOf(source, "zh", channels, live);
  expect(quality("")).toBe("floor");
  expect(quality("es")).toBe("direct");
  expect(quality("en")).toBe("relay");
  expect(quality("fr")).toBe("nobody");
  expect(quality("es", [])).toBe("nobody");
  const twoWay = [channel("zh", { outgoing: "en", held_by: null }), channel("en", { held_by: "zh" })];
  expect(qualityOf("en", "zh", twoWay, ["en"])).toBe("own");
});
