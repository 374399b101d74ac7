import { expect, it } from "vitest";
import type { Entities } from "../../../state/store.svelte";
import type { Command } from "../../../wire/frames";
import { withNewId, stepOf, type Plan, type SentCommand } from "./inverse";

type Session = Entities["session"];
const SESSION = {
  id: "4",
  title: { en: "Opening" },
  description: {},
  kind: "opening",
  access: "public",
  theme: "7",
  room: "12",
  starts_at: "2021-11-16T01:00:00Z",
  ends_at: "2021-11-16T02:30:00Z",
  quorum_to_open: "third",
  quorum_to_decide: "majority",
  order_policy: "first_come",
  cancelled: false,
} as unknown as Session;
const HALL = { id: "12", name: { en: "Hall A" } } as Entities["room"];
const CONFERENCE = "conference/1";

const plan = (more: Partial<Plan> = {}): Plan => ({
  stream: CONFERENCE,
  zone: "Asia/Makassar",
  session: [SESSION],
  room: [HALL],
  theme: [],
  day: [],
  floor: () => null,
  ...more,
});
const inverse = (command: Command, before = plan(), after = plan(), stream = "session/4") =>
  stepOf({ stream, command }, "Opening", before, after)?.inverse.map((sent) => sent.command);
const changed = (values: object, seen: object): Command => ({
  type: "programme.change_session",
  values,
  seen,
});

it("writes back what was seen", () => {
  expect(inverse(changed({ starts: "10:00" }, { starts: "09:00" }))).toEqual([
    changed({ starts: "09:00" }, { starts: "10:00" }),
  ]);
  const agenda: Command = { type: "programme.set_agenda", items: ["A"], seen: [""] };
  expect(inverse(agenda)).toEqual([{ ...agenda, items: [], seen: ["A"] }]);
  expect(inverse({ ...agenda, items: [], seen: ["A"] })).toEqual([agenda]);
  const preset = { type: "programme.set_preset", preset: "who", seen: "conference" } as const;
  expect(inverse(preset)).toEqual([{ ...preset, preset: "conference", seen: "who" }]);
  expect(inverse({ ...preset, seen: null })).toBeUndefined();
  expect(inverse({ type: "session.set_access", access: "staff" })).toEqual([
    { type: "session.set_access", access: "public" },
  ]);
});

it("brings speaking times back, and the name of the preset whose they were", () => {
  const floor = (preset: "who" | null, state: number) => () =>
    ({
      ...{ preset, limits: { state, group: 240, observer: 120, other: 60, order: 60 } },
      ...{ reply_limits: [180, 120], ends_turns: false, motion_speakers: {} },
    }) as unknown as Entities["floor"];
  const set = { type: "programme.set_speaking_times", values: { state: 300 }, seen: { state: 180 } } as const;
  expect(inverse(set, plan({ floor: floor("who", 180) }))).toEqual([
    { ...set, values: { state: 180 }, seen: { state: 300 }, preset: "who" },
  ]);
  const preset = { type: "programme.set_preset", preset: "who", seen: null } as const;
  const [own] = inverse(preset, plan({ floor: floor(null, 300) }), plan({ floor: floor("who", 180) })) ?? [];
  expect(own).toMatchObject({
    type: "programme.set_speaking_times",
    values: { state: 300, reply_limits: [180, 120] },
    seen: { state: 180, reply_limits: [180, 120] },
  });
});

it("says what a change did", () => {
  const did = (values: object) =>
    stepOf({ stream: "session/4", command: changed(values, values) }, "", plan(), plan())?.act;
  expect([did({ starts: "1" }), did({ room: null }), did({ ends: "1" }), did({ kind: "panel" })]).toEqual([
    "moved",
    "moved",
    "resized",
    "changed",
  ]);
});

it("removes what was added, and not what another organiser added meanwhile", () => {
  const add = {
    type: "programme.add_session",
    title: { en: "Panel" },
    date: "",
    starts: "",
    ends: "",
  } as const;
  const theirs = { ...SESSION, id: "8", title: { en: "Theirs" } };
  const ours = { ...SESSION, id: "9", title: { en: "Panel" } };
  const after = plan({ session: [SESSION, theirs, ours] });
  expect(inverse(add, plan(), after)).toEqual([{ type: "programme.remove_session", session: "9" }]);
  expect(inverse(add, plan(), plan())).toBeUndefined();
  const copy = { type: "programme.copy_session", session: "4", date: "", starts: "" } as const;
  const copied = plan({ session: [SESSION, theirs, { ...SESSION, id: "10" }] });
  expect(inverse(copy, plan(), copied)).toEqual([{ type: "programme.remove_session", session: "10" }]);
});

it("brings a removed session back with all that is known of it", () => {
  const floor = () => ({ agenda: ["A", "B"], preset: "who" }) as Entities["floor"];
  const before = plan({ session: [{ ...SESSION, quorum_to_open: "none" }], floor });
  const step = stepOf(
    { stream: CONFERENCE, command: { type: "programme.remove_session", session: "4" } },
    "Opening",
    before,
    plan({ session: [] }),
  );
  expect(step?.inverse.map(({ stream, command }) => [stream, command.type])).toEqual([
    [CONFERENCE, "programme.add_session"],
    ["session/4", "programme.change_session"],
    ["session/4", "programme.set_agenda"],
    ["session/4", "programme.set_preset"],
  ]);
  expect(step?.inverse[0]?.command).toMatchObject({
    date: "2021-11-16",
    starts: "09:00",
    ends: "10:30",
    room: "Hall A",
    theme: "7",
  });
  expect(step?.inverse[0]?.adds).toEqual({ kind: "session", id: "4" });
});

it("follows what has another id now", () => {
  const sents: SentCommand[] = [
    { stream: "session/4", command: changed({ room: "12" }, { room: null }) },
    { stream: CONFERENCE, command: { type: "programme.remove_session", session: "4" } },
    {
      stream: CONFERENCE,
      command: { type: "programme.add_session", title: {}, date: "", starts: "", ends: "", room: "12" },
    },
  ];
  const now = withNewId(withNewId(sents, "session", "4", "9"), "room", "12", "13");
  expect(now.map(({ stream }) => stream)).toEqual(["session/9", CONFERENCE, CONFERENCE]);
  expect(now.map(({ command }) => command)).toEqual([
    changed({ room: "13" }, { room: null }),
    { type: "programme.remove_session", session: "9" },
    sents[2]?.command,
  ]);
  expect(now[0]?.stream).toBe("session/9");
});
