import { describe, expect, it } from "vitest";
import { withStep } from "../../state/undoSteps";
import type { Command } from "../../wire/frames";
import { poll } from "../../testing/poll";
import { followVersions, lastStep, stepOf } from "./undo";
import type { Step, UndoableState } from "./undoStep";

const entry = (id: string, moves = 0) =>
  ({ id, party: `p${id}`, moves, speaker: null }) as unknown as UndoableState["waiting"][number];
const question = (id: string, state: string, pinned = false) =>
  ({ id, state, pinned }) as unknown as UndoableState["questions"][number];
const FLOOR = {
  list_state: "open",
  closes_at: null,
  limits: { state: 180, group: 240, observer: 120, other: 60 },
  ends_turns: false,
  reply_limits: [180, 120],
  figures: 4,
} as unknown as NonNullable<UndoableState["floor"]>;
const POLICY: UndoableState["policy"] = {
  id: "2",
  is_open: true,
  anonymity: "moderators",
  slow_s: 0,
  max_pending: 5,
  hides_votes: false,
  next_up: [],
  words: [],
};
const NOW = Date.parse("2021-11-16T05:20:00Z");

const standing = (rest: Partial<UndoableState> = {}): UndoableState => ({
  waiting: [],
  turn: null,
  floor: FLOOR,
  podium: [],
  ordering: null,
  questions: [],
  policy: POLICY,
  polls: [],
  now: NOW,
  ...rest,
});
const inverse = (...args: Parameters<typeof stepOf>) => stepOf(...args)?.inverse;

describe("undoing on the list", () => {
  const before = standing({ waiting: [entry("1"), entry("2", 4), entry("3")] });

  it("moves an entry back in front of its former successor, and names the versions that were seen", () => {
    const after = standing({ waiting: [entry("2", 4), entry("3"), entry("1", 1)] });
    const command = { type: "floor.move", entry: "1", moves: 0, before: null, before_moves: null } as const;
    expect(stepOf(command, before, after)).toEqual({
      act: "moved",
      party: "p1",
      inverse: [{ type: "floor.move", entry: "1", moves: 1, before: "2", before_moves: 4 }],
      until: null,
    });
  });

  it("moves the former last entry back to the end", () => {
    const after = standing({ waiting: [entry("3", 1), entry("1"), entry("2", 4)] });
    const command = { type: "floor.move", entry: "3", moves: 0, before: "1", before_moves: 0 } as const;
    expect(inverse(command, before, after)).toEqual([
      { type: "floor.move", entry: "3", moves: 1, before: null, before_moves: null },
    ]);
  });

  it("restores the list from before it was put in order", () => {
    const command: Command = { type: "floor.order", policy: "lots", shown: [] };
    const ordering = { id: "3", policy: "lots" } as unknown as NonNullable<UndoableState["ordering"]>;
    expect(inverse(command, before, { ...before, ordering })).toEqual([
      { type: "floor.undo_order", ordering: "3" },
    ]);
    expect(stepOf(command, before, before)).toBeNull();
  });

  it("restores a withdrawn entry, for two minutes", () => {
    const step = stepOf({ type: "floor.withdraw", entry: "2" }, before, standing());
    expect(step).toEqual({
      act: "withdrew",
      party: "p2",
      inverse: [{ type: "floor.restore", entry: "2" }],
      until: NOW + 120_000,
    });
  });

  it("withdraws entries from a file, if they are few", () => {
    const row = { kind: "statement", mode: "live", on_behalf_of: "", speaker: null, place: null } as const;
    const command: Command = { type: "floor.inscribe_many", rows: [{ ...row, party: "9" }] };
    const after = (...ids: string[]) =>
      standing({ waiting: [...before.waiting, ...ids.map((id) => entry(id))] });
    expect(stepOf(command, before, after("9", "10"))).toEqual({
      act: "added_many",
      inverse: ["9", "10"].map((one) => ({ type: "floor.withdraw", entry: one })),
      until: null,
    });
    const many = Array.from({ length: 21 }, (_, index) => `${index + 9}`);
    expect(stepOf(command, before, after(...many))).toBeNull();
  });

  it("withdraws an entry that was added", () => {
    const after = standing({ waiting: [...before.waiting, entry("9")] });
    expect(inverse({ type: "floor.inscribe", party: "p9" }, before, after)).toEqual([
      { type: "floor.withdraw", entry: "9" },
    ]);
  });

  it("names the former speaker, if there was one", () => {
    const named = standing({ waiting: [{ ...entry("1"), speaker: "7" }] });
    const command = { type: "floor.change_speaker", entry: "1", speaker: "8" } as const;
    expect(inverse(command, named, named)).toEqual([{ ...command, speaker: "7" }]);
    expect(stepOf(command, before, before)).toBeNull();
  });

  it("names the former reader, if there was one", () => {
    const named = standing({ waiting: [{ ...entry("1"), reader: "7" }] });
    const command = { type: "floor.name_reader", entry: "1", reader: "8" } as const;
    expect(inverse(command, named, named)).toEqual([{ ...command, reader: "7" }]);
    expect(stepOf(command, before, before)).toBeNull();
  });
});

describe("an older step, after one more act of ours", () => {
  const back = { type: "floor.move", entry: "1", moves: 1, before: "2", before_moves: 4 } as const;
  const steps: Step[] = [{ act: "moved", inverse: [back], until: null }];
  const before = standing({ waiting: [entry("2", 4), entry("1", 1)] });

  it("names the version of the entry that we left", () => {
    const after = standing({ waiting: [entry("1", 2), entry("2", 5)] });
    expect(followVersions(steps, before, after)[0]?.inverse).toEqual([
      { ...back, moves: 2, before_moves: 5 },
    ]);
  });

  it("names the version of the figures that we left, and nobody else's", () => {
    const set = { type: "floor.set_limits", limits: FLOOR.limits } as const;
    const at = (figures: number) => standing({ floor: { ...FLOOR, figures } });
    const undo: Step[] = [{ act: "limits", inverse: [{ ...set, seen: 4 }], until: null }];
    expect(followVersions(undo, at(4), at(5))[0]?.inverse).toEqual([{ ...set, seen: 5 }]);
    expect(followVersions(undo, at(5), at(6))[0]?.inverse).toEqual([{ ...set, seen: 4 }]);
  });

  it("does not follow another moderator's move", () => {
    const others = standing({ waiting: [entry("2", 4), entry("1", 7)] });
    const after = standing({ waiting: [entry("1", 8), entry("2", 4)] });
    expect(followVersions(steps, others, after)[0]?.inverse).toEqual([back]);
  });
});

describe("undoing the state of the list", () => {
  const at = (list_state: string, closes_at: string | null) =>
    standing({ floor: { ...FLOOR, list_state, closes_at } as NonNullable<UndoableState["floor"]> });
  const LATER = "2021-11-16T06:00:00Z";
  const open = (closes_at: string | null) => ({ type: "floor.open_list", closes_at }) as const;

  it("closes a list that was opened, and opens a closed one with its former time", () => {
    expect(inverse(open(null), at("closed", null), standing())).toEqual([{ type: "floor.close_list" }]);
    expect(inverse({ type: "floor.close_list" }, at("open", LATER), standing())).toEqual([open(LATER)]);
    expect(inverse({ type: "floor.close_list" }, at("open", "2021-11-16T05:00:00Z"), standing())).toEqual([
      open(null),
    ]);
  });

  it("restores the closing time of an open list", () => {
    expect(inverse(open(LATER), at("open", null), standing())).toEqual([open(null)]);
  });

  it("restores the former limits", () => {
    const limits = {
      ...{ state: 60, group: 60, observer: 60, other: 60 },
      ...{ order: 60, on_motion: 120, explanation: 60 },
    };
    expect(inverse({ type: "floor.set_limits", limits }, standing(), standing())).toEqual([
      {
        type: "floor.set_limits",
        limits: FLOOR.limits,
        ends_turns: false,
        reply_limits: [180, 120],
        seen: 4,
      },
    ]);
    expect(inverse({ type: "floor.apply_preset", preset: "who" }, standing(), standing())).toEqual([
      {
        type: "floor.set_limits",
        limits: FLOOR.limits,
        ends_turns: false,
        reply_limits: [180, 120],
        seen: 4,
      },
    ]);
  });
});

describe("undoing on the podium", () => {
  const podium = [
    { id: "chair", participant: "1" },
    { id: "panel-1", participant: "2" },
  ];
  const seat = (slot: "chair" | "panel-1" | "panel-2", participant: string) =>
    ({ type: "floor.seat", slot, participant }) as const;

  it("frees a seat that was free", () => {
    expect(inverse(seat("panel-2", "9"), standing({ podium }), standing())).toEqual([
      { type: "floor.unseat", slot: "panel-2" },
    ]);
  });

  it("gives the chair back", () => {
    const after = standing({ podium: [{ id: "chair", participant: "2" }] });
    const taken = { type: "floor.hand_over", chair: "1" } as const;
    expect(inverse(taken, standing({ podium }), after)).toEqual([seat("panel-1", "2"), seat("chair", "1")]);
    expect(inverse(taken, standing(), after)).toEqual([{ type: "floor.unseat", slot: "chair" }]);
    const nobody = standing({ podium: [{ id: "chair", participant: "1" }] });
    expect(inverse(taken, nobody, after)).toEqual([{ type: "floor.hand_over", chair: "2", to: "1" }]);
    expect(inverse(taken, standing({ podium }), standing())).toBeUndefined();
  });

  it("seats everyone where they sat before", () => {
    expect(inverse(seat("chair", "2"), standing({ podium }), standing())).toEqual([
      seat("panel-1", "2"),
      seat("chair", "1"),
    ]);
    expect(inverse({ type: "floor.unseat", slot: "chair" }, standing({ podium }), standing())).toEqual([
      seat("chair", "1"),
    ]);
  });
});

describe("undoing with questions", () => {
  const on = (type: `question.${"approve" | "pin" | "unpin" | "answer"}`) =>
    ({ type, question: "1" }) as const;
  const undone = (
    command: Parameters<typeof stepOf>[0],
    ...questions: UndoableState["questions"][number][]
  ) =>
    inverse(command, standing({ questions }), standing())?.map((one) => [
      one.type,
      "question" in one && one.question,
    ]);

  it("makes an approved or dismissed question pending again", () => {
    expect(undone(on("question.approve"), question("1", "pending"))).toEqual([["question.restore", "1"]]);
    const dismiss = { type: "question.dismiss", question: "1", reason: "Asked before" } as const;
    expect(undone(dismiss, question("1", "pending"))).toEqual([["question.restore", "1"]]);
    expect(undone(dismiss, question("1", "approved", true))).toEqual([
      ["question.approve", "1"],
      ["question.pin", "1"],
    ]);
  });

  it("pins the question that was pinned before", () => {
    expect(undone(on("question.pin"), question("1", "approved"), question("2", "approved", true))).toEqual([
      ["question.pin", "2"],
    ]);
    expect(undone(on("question.pin"), question("1", "approved"))).toEqual([["question.unpin", "1"]]);
    expect(undone(on("question.unpin"), question("1", "approved", true))).toEqual([["question.pin", "1"]]);
    expect(undone(on("question.answer"), question("1", "approved", true))).toEqual([
      ["question.restore", "1"],
      ["question.pin", "1"],
    ]);
  });

  it("brings back what a question was before it was taken up, merged, deferred or answered", () => {
    const about = { question: "1" };
    const merge = { type: "question.merge", ...about, into: "2" } as const;
    expect(undone(merge, question("1", "approved", true))).toEqual([
      ["question.restore", "1"],
      ["question.pin", "1"],
    ]);
    const defer = { type: "question.defer", ...about, reason: "Later" } as const;
    expect(undone(defer, question("1", "answering"))).toEqual([
      ["question.restore", "1"],
      ["question.begin_answer", "1"],
    ]);
    const takeUp = { type: "question.begin_answer", ...about } as const;
    expect(undone(takeUp, question("1", "approved"), question("2", "answering"))).toEqual([
      ["question.restore", "1"],
      ["question.restore", "2"],
      ["question.begin_answer", "2"],
    ]);
    const write = { type: "question.write_answer", ...about, answer: "In May." } as const;
    expect(undone(write, question("1", "pending"))).toEqual([
      ["question.restore", "1"],
      ["question.restore", "1"],
    ]);
    expect(undone(write, question("1", "answered"))).toBeUndefined();
  });

  const next = (...next_up: string[]) => ({ policy: { ...POLICY, next_up } });
  const arrange = (next_up: string[], seen: string[]): Command => ({
    type: "question.arrange",
    next_up,
    seen,
  });

  it("restores the order of the next ones, also after a decision took a question out of it", () => {
    expect(inverse(arrange(["1", "2"], ["1"]), standing(next("1")), standing(next("1", "2")))).toEqual([
      arrange(["1"], ["1", "2"]),
    ]);
    const before = standing({ questions: [question("1", "approved")], ...next("1", "2") });
    expect(inverse(on("question.answer"), before, standing(next("2")))).toEqual([
      { type: "question.restore", question: "1" },
      arrange(["1", "2"], ["2"]),
    ]);
    const kept = stepOf(on("question.answer"), before, standing(next("2"))) as Step;
    const own = followVersions([kept], standing(next("2")), standing(next()));
    expect(own[0]?.inverse[1]).toEqual(arrange(["1", "2"], []));
    const others = followVersions([kept], standing(next("2", "3")), standing(next("3")));
    expect(others[0]?.inverse[1]).toEqual(arrange(["1", "2"], ["2"]));
  });

  it("restores the settings that were changed, and no others", () => {
    const after = standing({ policy: { ...POLICY, slow_s: 60, words: ["coal"] } });
    const command = { type: "question.set_policy", slow_s: 60, words: ["coal"] } as const;
    expect(inverse({ ...command, words: [...command.words] }, standing(), after)).toEqual([
      { type: "question.set_policy", slow_s: 0, words: [], seen: { slow_s: 60, words: ["coal"] } },
    ]);
  });

  it("takes a block and an offer of the floor back, and gives them again", () => {
    const pairs = [
      ["question.block", "question.unblock"],
      ["question.offer_floor", "question.withdraw_offer"],
    ] as const;
    for (const [act, opposite] of pairs) {
      const [there, back] = [act, opposite].map((type) => ({ type, question: "1" }) as Command);
      expect(inverse(there as Command, standing(), standing())).toEqual([back]);
      expect(inverse(back as Command, standing(), standing())).toEqual([there]);
    }
  });

  it("takes again what was taken back, unless that forgot the turn of the answer", () => {
    const restore = { type: "question.restore", question: "1" } as const;
    const was = (state: string, values: object = {}) => ({ ...question("1", state), ...values });
    expect(undone(restore, was("approved", { pinned: true }))).toEqual([
      ["question.approve", "1"],
      ["question.pin", "1"],
    ]);
    expect(undone(restore, was("dismissed", { reason: "Twice" }))).toEqual([["question.dismiss", "1"]]);
    expect(undone(restore, was("deferred", { reason: "Later" }))).toEqual([["question.defer", "1"]]);
    expect(undone(restore, was("merged", { merged_into: "2" }))).toEqual([["question.merge", "1"]]);
    expect(undone(restore, was("answering"))).toEqual([["question.begin_answer", "1"]]);
    const written = was("answered", { answer_kind: "written", answer: "In May." });
    expect(undone(restore, written)).toEqual([["question.write_answer", "1"]]);
    expect(undone(restore, was("answered", { answer_kind: "live" }))).toBeUndefined();
  });
});

describe("undoing with polls", () => {
  const drafts = [1, 2, 3].map((at) => poll({ id: String(at), state: "draft", position: at }));
  const before = standing({ polls: drafts });
  const on = (type: `poll.${"delete" | "open" | "close" | "show" | "hide"}`) =>
    ({ type, poll: "2" }) as const;

  it("deletes a poll that was prepared, and restores one that was deleted", () => {
    const draft: Command = { type: "poll.draft", kind: "words", question: "What matters?" };
    const after = standing({ polls: [...drafts, poll({ id: "4", state: "draft" })] });
    expect(inverse(draft, before, after)).toEqual([{ type: "poll.delete", poll: "4" }]);
    expect(inverse(on("poll.delete"), before, before)).toEqual([{ type: "poll.restore", poll: "2" }]);
  });

  it("brings back what a poll asked, and its place", () => {
    const fields = {
      kind: "single",
      options: ["Yes", "No"],
      most: 1,
      anonymous: true,
      results: "live",
    } as const;
    const [old, fresh] = ["Shall we go on?", "Go on?"].map((question) => ({
      ...fields,
      options: [...fields.options],
      question,
    })) as [UndoableState["polls"][number], UndoableState["polls"][number]];
    const after = standing({ polls: drafts.map((one) => (one.id === "2" ? { ...one, ...fresh } : one)) });
    const edit: Command = { type: "poll.edit", poll: "2", ...fresh, seen: old };
    expect(inverse(edit, before, after)).toEqual([{ type: "poll.edit", poll: "2", ...old, seen: fresh }]);
    expect(inverse({ type: "poll.move", poll: "3", position: 0 }, before, before)).toEqual([
      { type: "poll.move", poll: "3", position: 2 },
    ]);
  });

  it("undoes the opening, what the hall screen shows and what words are shown, and no closing", () => {
    expect(inverse(on("poll.open"), before, before)).toEqual([{ type: "poll.undo_open", poll: "2" }]);
    expect(inverse(on("poll.show"), before, before)).toEqual([on("poll.hide")]);
    const shown = standing({
      polls: [poll({ id: "1", state: "closed", on_screen: true }), poll({ id: "2" })],
    });
    expect(inverse(on("poll.show"), shown, shown)).toEqual([{ type: "poll.show", poll: "1" }]);
    expect(inverse(on("poll.hide"), before, before)).toEqual([on("poll.show")]);
    const word = { poll: "2", word: "coal" };
    expect(inverse({ type: "poll.hide_word", ...word }, before, before)).toEqual([
      { type: "poll.show_word", ...word },
    ]);
    expect(inverse({ type: "poll.show_word", ...word }, before, before)).toEqual([
      { type: "poll.hide_word", ...word },
    ]);
    expect(stepOf(on("poll.close"), shown, shown)).toBeNull();
  });
});

it("undoes no grant, and no act that has an opposite", () => {
  const token = 3;
  for (const command of [
    { type: "floor.grant", entry: "1", token },
    { type: "floor.end", token },
    { type: "floor.suspend_turn", token },
    { type: "session.open" },
  ] as const)
    expect(stepOf(command, standing(), standing())).toBeNull();
});

describe("the history", () => {
  const step = (act: Step["act"], until: number | null = null): Step => ({ act, inverse: [], until });

  it("offers the last step that can still be undone", () => {
    const steps = [step("moved"), step("withdrew", NOW + 1000)];
    expect(lastStep(steps, NOW)?.act).toBe("withdrew");
    expect(lastStep(steps, NOW + 1000)?.act).toBe("moved");
    expect(lastStep([], NOW)).toBeNull();
  });

  it("keeps twenty steps", () => {
    const steps = Array.from({ length: 25 }).reduce<Step[]>((kept) => withStep(kept, step("moved")), []);
    expect(steps.length).toBe(20);
  });
});
