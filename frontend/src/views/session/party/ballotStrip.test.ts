import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../../components/announcer.svelte";
import type { Entities } from "../../../state/store.svelte";
import { ManualClient } from "../../../testing/client";
import { show } from "../../../testing/view";
import { answerVote, changeVote, openVote } from "../../../testing/votes";
import type { Command } from "../../../wire/frames";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import BallotStrip from "./BallotStrip.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:30Z") }));
afterEach(() => void vi.useRealTimers());

/** Fiji's strip in a vote. Commands stay without an answer until `done` is called. */
function seated(vote: Partial<Entities["vote"]> = {}, place: "hall" | "remote" = "remote") {
  const client = new ManualClient({ roles: ["delegate"], party: "fiji", place });
  openVote(client, vote);
  const sent: Command[] = [];
  let done: () => void = () => undefined;
  const onact = (command: Command) => {
    sent.push(command);
    return new Promise<void>((resolve) => (done = resolve));
  };
  const view = show(BallotStrip, { model: new OwnSessionModel(client, "2"), waiting: false, onact }, client);
  settle();
  return { client, sent, view, done: async () => (done(), await vi.advanceTimersByTimeAsync(0)) };
}

function settle() {
  vi.advanceTimersByTime(500);
  flushSync();
}

const shown = (view: ReturnType<typeof seated>["view"]) =>
  ["yes", "no", "abstain", "pass", "object", "none"].filter((each) => view.find(`ballot-${each}`));

it("asks, and says what yes means and how much time is left (FL28)", () => {
  const { view } = seated({ subject: "proposal", closes_at: "2021-11-16T05:31:00Z" });
  expect(view.text()).toContain("Yes means: the proposal is adopted.");
  expect(view.find("ballot-time")?.textContent).toBe("0:30 left to vote");
  expect(shown(view)).toEqual(["yes", "no", "abstain"]);
  vi.advanceTimersByTime(30_000);
  expect(view.find("ballot-time")?.textContent).toBe("Voting time is over. The chair closes the vote.");
  expect(shown(view)).toEqual([]);
});

it("sends one vote at a time, and keeps the pressed answer until the server has answered", async () => {
  const { client, sent, view, done } = seated();
  view.press("ballot-yes");
  view.press("ballot-yes");
  view.press("ballot-no");
  expect(sent).toEqual([{ type: "vote.cast", vote: "9", answer: "yes" }]);
  expect(view.find("ballot-sending")?.textContent).toBe("Sending: Yes…");
  expect(view.field("ballot-yes").getAttribute("aria-pressed")).toBe("true");
  answerVote(client, "fiji", "yes", { cast_by: "7" });
  await done();
  expect(view.find("ballot-sending")).toBeNull();
  expect(view.find("ballot-own")?.textContent.replaceAll(/\s+/g, " ").trim()).toBe(
    "Recorded: Yes. Given by you. It can be changed until the vote closes.",
  );
  view.press("ballot-yes");
  expect(sent).toHaveLength(1);
  view.press("ballot-no");
  expect(sent.at(-1)).toEqual({ type: "vote.cast", vote: "9", answer: "no" });
});

it("confirms one's own answer to a screen reader at once, and not the attempt", async () => {
  const say = vi.spyOn(announcer, "sayNow");
  onTestFinished(() => say.mockRestore());
  const { client, view, done } = seated();
  view.press("ballot-yes");
  expect(view.find("ballot-sending")?.closest("[role=status]")).toBeNull();
  answerVote(client, "fiji", "yes", { cast_by: "7" });
  await done();
  expect(say).toHaveBeenCalledExactlyOnceWith("Recorded: Yes. Given by you.");
});

it("says who gave the answer", () => {
  const { client, view } = seated();
  answerVote(client, "fiji", "abstain", { cast_by: "8" });
  expect(view.find("ballot-own")?.textContent).toContain("Abstain. Given by Ben Rao.");
});

it("says so if the staff replaced the delegation's answer", () => {
  const say = vi.spyOn(announcer, "say");
  onTestFinished(() => say.mockRestore());
  const { client, view } = seated();
  answerVote(client, "fiji", "no", { cast_by: "7" });
  const at = "2021-11-16T05:32:00Z";
  answerVote(client, "fiji", "yes", { at, cast_by: null, given_by: "desk" });
  const told = "Your delegation’s answer: Yes. Given by the staff.";
  expect(view.find("ballot-own")?.textContent).toContain(told);
  expect(say).toHaveBeenLastCalledWith(told, "ballot");
  answerVote(client, "fiji", "yes", { at, cast_by: "8", given_by: "desk" });
  expect(view.find("ballot-own")?.textContent).toContain(told);
});

/** A seat given out by a card, whose delegation has answered Yes itself. */
function byCard() {
  const strip = seated();
  const card = { id: "9", name: "Delegate of Fiji", given_out: true, simulated: false };
  strip.client.receiveEvent({ participant: { 9: card as never } }, null, {}, "conference/1");
  Object.assign(strip.client.seat ?? {}, { participant: "9" });
  answerVote(strip.client, "fiji", "yes", { cast_by: "7", given_by: "delegation" });
  return strip;
}

it("asks before a seat given out by a card replaces what the delegation answered itself", () => {
  const { sent, view } = byCard();
  view.press("ballot-no");
  expect(sent).toEqual([]);
  expect(view.find("ballot-asks")?.textContent).toContain(
    "The delegation has answered itself: Yes. Replace it by “No”?",
  );
  view.press("ballot-leave");
  expect(sent).toEqual([]);
  view.press("ballot-no");
  view.press("ballot-replace");
  expect(sent).toEqual([{ type: "vote.cast", vote: "9", answer: "no", seen: "yes" }]);
});

it("asks no more about the answer of an earlier vote", () => {
  const { client, sent, view } = byCard();
  view.press("ballot-no");
  expect(view.find("ballot-asks")).not.toBeNull();
  changeVote(client, { closed_at: "2021-11-16T05:30:30Z" });
  changeVote(client, { id: "10" });
  client.receiveEvent({}, null, { vote: ["9"] });
  expect([view.find("ballot-asks"), shown(view)]).toEqual([null, ["yes", "no", "abstain"]]);
  settle();
  view.press("ballot-no");
  expect(sent).toEqual([{ type: "vote.cast", vote: "10", answer: "no" }]);
});

it("asks no more once the delegation itself has given the answer that was asked about", () => {
  const { client, view } = byCard();
  view.press("ballot-no");
  answerVote(client, "fiji", "no", { cast_by: "7", given_by: "delegation" });
  expect([view.find("ballot-asks"), shown(view)]).toEqual([null, ["yes", "no", "abstain"]]);
});

it("takes no press by a hand that was about to press something else", () => {
  const { client, sent, view } = seated({ closed_at: "2021-11-16T05:30:00Z" });
  changeVote(client, {});
  view.press("ballot-yes");
  expect(sent).toEqual([]);
  settle();
  view.press("ballot-yes");
  expect(sent).toHaveLength(1);
});

it("lets the delegation answer the roll once it is called, and tells it at once (FL28)", () => {
  const say = vi.spyOn(announcer, "sayNow");
  const { client, sent, view } = seated({ method: "roll_call", called: "chile" });
  expect(view.field("ballot").dataset["stage"]).toBe("waits");
  expect(shown(view)).toEqual([]);
  expect(say).not.toHaveBeenCalled();
  changeVote(client, { method: "roll_call", called: "fiji" });
  expect(view.text()).toContain("Your delegation is called.");
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("Your delegation is called."));
  settle();
  expect(shown(view)).toEqual(["yes", "no", "abstain", "pass"]);
  view.press("ballot-pass");
  expect(sent).toEqual([{ type: "vote.cast", vote: "9", answer: "pass" }]);
  answerVote(client, "fiji", "pass");
  changeVote(client, { method: "roll_call", called: "japan" });
  expect(view.find("ballot-sending")).not.toBeNull();
  changeVote(client, { method: "roll_call", called: "fiji", round: 2 });
  expect(view.text()).toContain("Second call: your delegation is called.");
  expect(shown(view)).toEqual(["yes", "no", "abstain"]);
});

it("does not make the delegation wait again when another one has answered", () => {
  const { client, sent, view } = seated({ method: "roll_call", called: "fiji" });
  changeVote(client, { method: "roll_call", called: "fiji" });
  view.press("ballot-yes");
  expect(sent).toHaveLength(1);
});

it("takes an objection, and takes it back, where nothing is voted", async () => {
  const { client, sent, view, done } = seated({
    method: "without_a_vote",
    closes_at: "2021-11-16T05:31:00Z",
  });
  expect(shown(view)).toEqual(["object"]);
  expect(view.find("ballot-time")?.textContent).toBe("0:30 left to object");
  view.press("ballot-object");
  answerVote(client, "fiji", "object");
  await done();
  expect(shown(view)).toEqual(["object", "none"]);
  view.press("ballot-none");
  expect(sent).toEqual([
    { type: "vote.object", vote: "9", objects: true },
    { type: "vote.object", vote: "9", objects: false },
  ]);
});

it("says that hands are counted, and to whom that does not apply", () => {
  const remote = seated({ method: "show_of_hands" });
  expect(remote.view.text()).toContain(
    "Hands are counted in the hall. A remote delegation is not seen there",
  );
  const inHall = seated({ method: "show_of_hands" }, "hall");
  expect(inHall.view.text()).toContain("Hands are counted in the hall.");
  expect(inHall.view.text()).not.toContain("remote");
});

it("says plainly that the delegation has no right to vote", () => {
  const { view } = seated({ roll: ["chile"] });
  expect(view.text()).toContain("Your delegation has no right to vote here.");
  expect(shown(view)).toEqual([]);
});

it("shows the result and one's own answer, and notes what was intended (FL28)", () => {
  const { client, sent, view } = seated();
  answerVote(client, "fiji", "no", { cast_by: "7" });
  changeVote(client, { closed_at: "2021-11-16T05:30:00Z", in_favour: 1, against: 2, abstentions: 0 });
  expect(view.text()).toContain("In favour 1, against 2, abstentions 0.");
  expect(view.find("ballot-own")?.textContent).toContain("No. Given by you.");
  view.press("ballot-otherwise");
  expect(view.find("intended-no")).toBeNull();
  view.press("intended-yes");
  expect(sent).toEqual([{ type: "vote.correct", vote: "9", answer: "yes" }]);
  answerVote(client, "fiji", "no", { intended: "yes" });
  expect(view.find("ballot-intended")?.textContent).toBe("Noted: your delegation had intended: Yes.");
  view.press("ballot-away");
  expect(view.find("ballot")).toBeNull();
});

it.each(["show_of_hands", "without_a_vote"] as const)("notes no other intention after %s", (method) => {
  const { view } = seated({ method, closed_at: "2021-11-16T05:30:00Z", carried: true });
  expect(view.find("ballot")).not.toBeNull();
  expect(view.find("ballot-otherwise")).toBeNull();
});

it("is not shown to who acts for no party", () => {
  const client = new ManualClient({ roles: ["audience"], party: null });
  openVote(client);
  const props = { model: new OwnSessionModel(client, "2"), waiting: false, onact: () => undefined };
  expect(show(BallotStrip, props, client).find("ballot")).toBeNull();
});

it("shows of an appeal which ruling it is about, and what the chair said", () => {
  const ruling = {
    ...{ turn: "2", party: "japan", ruling: "not_upheld", text: "It is in order.", motion: null },
    ...{ motion_text: "", appeals_withdrawn: [] },
  } as const;
  const { view } = seated({ subject: "appeal", party: "chile", question: "", ruling } as never);
  expect(view.text()).toContain("against the ruling: the point of order of Japan is not upheld");
  expect(view.find("ballot-line")?.textContent).toBe("The chair: “It is in order.”");
});
