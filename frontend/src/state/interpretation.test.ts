import { expect, it } from "vitest";
import { askSlower, heardBy, type Channel, type Listener } from "./interpretation";

const channel = (fields: Partial<Channel> = {}): Channel => ({
  id: "fr",
  position: 0,
  on_duty: "7",
  from_hall: false,
  since: "2021-11-16T05:20:00Z",
  incoming: "",
  outgoing: "fr",
  second: "",
  held_by: "fr",
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
  ...fields,
});
const listener = (fields: Partial<Listener> = {}): Listener => ({
  chosen: "fr",
  channels: [channel()],
  live: ["fr"],
  spoken: "en",
  speaks: false,
  ...fields,
});

it("hears the interpreter, and the relay from which the booth interprets", () => {
  expect(heardBy(listener())).toEqual({ is: "interpretation", language: "fr", from: "" });
  expect(heardBy(listener({ channels: [channel({ incoming: "es" })] }))).toEqual({
    is: "interpretation",
    language: "fr",
    from: "es",
  });
});

it("hears the two-way booth that works into the channel", () => {
  const english = channel({ id: "en", on_duty: null, incoming: "fr", held_by: "fr" });
  const french = channel({ incoming: "es", outgoing: "en", held_by: null });
  const heard = heardBy(listener({ chosen: "en", channels: [english, french], live: ["en"], spoken: "fr" }));
  expect(heard).toEqual({ is: "interpretation", language: "en", from: "es" });
  expect(heardBy(listener({ channels: [english, french], live: ["en"] }))).toMatchObject({ why: "off_duty" });
});

it.each([
  ["chosen", { chosen: "" }],
  ["closed", { channels: [] }],
  ["own", { speaks: true }],
  ["off_duty", { channels: [channel({ on_duty: null, since: null, held_by: null })] }],
  ["same", { spoken: "fr" }],
  ["no_line", { live: ["es"] }],
] as const)("hears the floor: %s", (why, fields) => {
  const listens = listener(fields);
  expect(heardBy(listens)).toEqual({ is: "floor", why, language: listens.chosen });
});

it("knows which booths asked for a slower pace just now", () => {
  const asked = [channel({ slower_asked_at: "2027-03-01T09:00:00Z" }), channel({ id: "es" })];
  const at = Date.parse("2027-03-01T09:00:00Z");
  expect(askSlower(asked, at + 14_000)).toEqual(["fr"]);
  expect(askSlower(asked, at + 15_000)).toEqual([]);
});
