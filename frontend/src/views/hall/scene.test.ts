import { describe, expect, it } from "vitest";
import { firstWords, placeholderOf, joinAddress, leavesRoomForQrCode, pictureSlot, sceneOf } from "./scene";

/** [session, speaking, pinned, moderated] → scene, for all combinations. */
const TABLE = [
  ["scheduled", false, false, false, "before"],
  ["scheduled", false, false, true, "before"],
  ["scheduled", false, true, false, "question"],
  ["scheduled", false, true, true, "question"],
  ["open", false, false, false, "stand_by"],
  ["open", false, false, true, "idle"],
  ["open", false, true, false, "question"],
  ["open", false, true, true, "question"],
  ["open", true, false, false, "turn"],
  ["open", true, false, true, "turn"],
  ["open", true, true, false, "question"],
  ["open", true, true, true, "question"],
  ["suspended", false, false, false, "suspended"],
  ["suspended", false, false, true, "suspended"],
  ["suspended", false, true, false, "suspended"],
  ["suspended", false, true, true, "suspended"],
  ["suspended", true, false, false, "suspended"],
  ["suspended", true, false, true, "suspended"],
  ["suspended", true, true, false, "suspended"],
  ["suspended", true, true, true, "suspended"],
  ["closed", false, false, false, "after"],
  ["closed", false, false, true, "after"],
  ["closed", false, true, false, "after"],
  ["closed", false, true, true, "after"],
] as const;

const QUIET = { polled: null, vote: null, calling: false, pending: null, screen: false };

it.each(TABLE)(
  "of a session that is %s, speaking %s, pinned %s, moderated %s: %s",
  (session, speaking, pinned, moderated, scene) => {
    expect(sceneOf({ ...QUIET, session, speaking, pinned, moderated })).toBe(scene);
  },
);

it.each(TABLE)(
  "shows a screen in place of nothing: %s, speaking %s, pinned %s, moderated %s, else %s",
  (session, speaking, pinned, moderated, scene) => {
    const shown = sceneOf({ ...QUIET, session, speaking, pinned, screen: true, moderated });
    expect(shown).toBe(scene === "idle" ? "screen" : scene);
  },
);

it.each(TABLE)(
  "shows a motion or an appeal in place of nothing: %s, speaking %s, pinned %s, moderated %s, else %s",
  (session, speaking, pinned, moderated, scene) => {
    const of = { ...QUIET, session, speaking, pinned, moderated, screen: true };
    expect(sceneOf({ ...of, pending: "motion" })).toBe(scene === "idle" ? "motion" : scene);
    expect(sceneOf({ ...of, pending: "appeal" })).toBe(scene === "idle" ? "appeal" : scene);
  },
);

it.each(
  TABLE.map(([session, speaking, pinned, moderated, scene]) => ({
    session,
    speaking,
    pinned,
    moderated,
    scene,
  })),
)(
  "shows a roll call in place of what only waits: $session, speaking $speaking, pinned $pinned, moderated $moderated",
  ({ scene, ...of }) => {
    const waits = ["before", "suspended", "idle", "stand_by"].includes(scene);
    expect(sceneOf({ ...QUIET, ...of, calling: true, pending: "motion" })).toBe(waits ? "roll_call" : scene);
  },
);

it.each(TABLE.filter(([session]) => session === "open"))(
  "shows who speaks on the conduct of a vote, and a motion rather than the last result (FL27): %s, %s, %s, %s, else %s",
  (session, speaking, pinned, moderated, scene) => {
    const of = { ...QUIET, session, speaking, pinned, moderated };
    expect(sceneOf({ ...of, vote: "under_way" })).toBe(speaking ? scene : "vote");
    expect(sceneOf({ ...of, vote: "closed", pending: "motion" })).toBe(sceneOf({ ...of, pending: "motion" }));
  },
);

// Nobody votes before a session is open.
it.each(TABLE.filter(([session, speaking]) => session !== "scheduled" && !speaking))(
  "shows a vote (FL28): %s, speaking %s, pinned %s, moderated %s, else %s",
  (session, speaking, pinned, moderated, scene) => {
    const of = { ...QUIET, session, speaking, pinned, moderated, screen: true };
    const stands = session === "open";
    expect(sceneOf({ ...of, calling: true, vote: "under_way" })).toBe(
      stands ? "vote" : sceneOf({ ...of, calling: true }),
    );
    const result = stands && scene !== "question" ? "vote" : sceneOf(of);
    expect(sceneOf({ ...of, vote: "closed" })).toBe(result);
  },
);

it("shows a turn that goes on after a vote, and a roll call after its result", () => {
  const of = { ...QUIET, session: "open", pinned: false, moderated: true, vote: "closed" } as const;
  expect(sceneOf({ ...of, speaking: true, calling: false })).toBe("turn");
  expect(sceneOf({ ...of, speaking: false, calling: true })).toBe("roll_call");
});

describe("the picture of a turn", () => {
  const all = { hall: true, chair: true };
  const none = { hall: false, chair: false };

  it.each([
    ["live", "remote", all, "chair", "floor"],
    ["live", "remote", none, "chair", "floor"],
    ["live", "hall", all, "chair", "floor"],
    ["live", "hall", none, "chair", null],
    ["video_statement", "hall", none, "chair", "floor"],
    ["video_statement", "remote", all, "chair", "floor"],
    ["read_out", "remote", all, "chair", "chair"],
    ["read_out", "remote", all, "panel-1", "panel-1"],
    ["read_out", "remote", all, "floor", "floor"],
    ["read_out", "remote", all, "hall", null],
    ["read_out", "hall", none, "chair", null],
  ] as const)("of a %s one, %s, with %j, read in %s: %s", (mode, place, sending, reads, slot) => {
    expect(pictureSlot({ mode, place }, sending, reads)).toBe(slot);
  });

  it.each([
    ["has", false, "name"],
    ["has", true, "reconnecting"],
    ["suspended", false, "suspended"],
    ["line_lost", false, "reconnecting"],
  ] as const)("whose floor is %s, stalled %s, leaves: %s", (floor, stalled, placeholder) => {
    expect(placeholderOf(floor, stalled)).toBe(placeholder);
  });
});

it("keeps the first words of a text", () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");
  expect(firstWords(words(40), 40)).toBe(words(40));
  expect(firstWords(words(41), 40)).toBe(`${words(40)}…`);
  expect(firstWords("  two \n words ", 40)).toBe("two words");
});

it("writes an address in the short form that people type", () => {
  expect(joinAddress("https://balai.example/join/K7M3PX")).toBe("balai.example/join");
  expect(joinAddress("http://192.0.2.5:8000/join")).toBe("192.0.2.5:8000/join");
});

it("uses the corner if the name leaves room", () => {
  expect(["New Zealand", "Cote d'Ivoire", "Republic of Korea"].map(leavesRoomForQrCode)).toEqual([
    true,
    true,
    false,
  ]);
});
