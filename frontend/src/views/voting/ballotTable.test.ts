import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CommandRunner } from "../../components/commandRunner.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import type { Entities } from "../../state/store.svelte";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import { answerVote, changeVote, openVote } from "../../testing/votes";
import BallotTable from "./BallotTable.svelte";
import RollAnswers from "./RollAnswers.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:30Z") }));
afterEach(() => void vi.useRealTimers());

function staffed(vote: Partial<Entities["vote"]> = {}) {
  const client = new ManualClient({ roles: ["operator"], party: null });
  openVote(client, vote);
  const acts = new CommandRunner(client, "session/2");
  const view = show(BallotTable, { model: new SessionModel(client, "2"), acts }, client);
  settle();
  const key = (pressed: string, more: KeyboardEventInit = {}) => {
    const at = document.activeElement ?? document.body;
    const event = new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true, ...more });
    at.dispatchEvent(event);
    flushSync();
    return event;
  };
  return { client, acts, view, key };
}

function settle() {
  vi.advanceTimersByTime(500);
  flushSync();
}

const cast = (party: string, answer: string) => ({ type: "vote.cast", vote: "9", answer, party });

it("casts for a delegation by a button or a key in its row (FL28)", () => {
  const { client, view, key } = staffed();
  view.press("vote-chile-yes");
  expect(client.sentCommands).toEqual([cast("chile", "yes")]);
  view.field("vote-fiji-yes").focus();
  key("n");
  expect(client.sentCommands.at(-1)).toEqual(cast("fiji", "no"));
  key("p");
  key("x");
  key("n", { repeat: true });
  key("n", { ctrlKey: true });
  expect(client.sentCommands).toHaveLength(2);
});

it("is one stop of the Tab key, and the arrows lead through its rows", () => {
  const { view, key } = staffed();
  const stops = () =>
    [...document.querySelectorAll<HTMLElement>("[data-party] button")]
      .filter(({ tabIndex }) => tabIndex === 0)
      .map((each) => each.dataset["testid"]);
  expect(stops()).toEqual(["vote-chile-yes", "vote-chile-no", "vote-chile-abstain"]);
  view.field("vote-chile-no").focus();
  key("ArrowDown");
  expect(document.activeElement).toBe(view.field("vote-fiji-no"));
  expect(stops()).toEqual(["vote-fiji-yes", "vote-fiji-no", "vote-fiji-abstain"]);
  key("ArrowUp");
  key("ArrowUp");
  expect(document.activeElement).toBe(view.field("vote-chile-no"));
});

it("sends an answer that a delegation has already given no second time", () => {
  const { client, view } = staffed();
  answerVote(client, "chile", "yes");
  expect(view.field("vote-chile-yes").getAttribute("aria-pressed")).toBe("true");
  view.press("vote-chile-yes");
  expect(client.sentCommands).toEqual([]);
});

it("answers for the delegation that is called, whichever row has the keyboard (FL28)", async () => {
  const { client, view, key } = staffed({ method: "roll_call", called: "fiji" });
  expect(view.find("ballots-called")?.textContent).toContain("Fiji");
  expect(view.find("vote-chile-yes")).toBeNull();
  view.field("call-fiji-yes").focus();
  key("x");
  expect(client.sentCommands).toEqual([cast("fiji", "absent")]);
  answerVote(client, "fiji", "absent", { given_by: "desk" });
  changeVote(client, { method: "roll_call", called: "japan" });
  flushSync();
  // Pressed twice by accident, and held down.
  key("x");
  view.press("call-japan-yes");
  expect(client.sentCommands).toHaveLength(1);
  expect(key("Enter", { repeat: true }).defaultPrevented).toBe(true);
  settle();
  key("p");
  expect(client.sentCommands.at(-1)).toEqual(cast("japan", "pass"));
  // An earlier answer can be changed in its row.
  view.press("vote-fiji-yes");
  expect(client.sentCommands.at(-1)).toEqual(cast("fiji", "yes"));
});

it("offers nobody to pass in the second call, and says when all have answered", () => {
  const { client, view, key } = staffed({ method: "roll_call", called: "fiji", round: 2 });
  expect(view.find("call-fiji-pass")).toBeNull();
  view.field("call-fiji-yes").focus();
  key("p");
  expect(client.sentCommands).toEqual([]);
  changeVote(client, { method: "roll_call", called: null });
  expect(view.find("ballots-called")?.textContent).toContain("Every delegation has answered.");
  // The button that had the keyboard is gone.
  return vi.waitFor(() => expect(document.activeElement).toBe(view.find("ballots")));
});

it("enters objections where nothing is voted", () => {
  const { client, view } = staffed({ method: "without_a_vote" });
  view.press("vote-japan-object");
  expect(client.sentCommands).toEqual([{ type: "vote.object", vote: "9", objects: true, party: "japan" }]);
  answerVote(client, "japan", "object", { given_by: "desk" });
  view.press("vote-japan-none");
  expect(client.sentCommands.at(-1)).toEqual({
    type: "vote.object",
    vote: "9",
    objects: false,
    party: "japan",
  });
});

it("shows a refusal above the table, and nothing for a show of hands or after the vote", async () => {
  const { client, view } = staffed();
  view.press("vote-chile-yes");
  await Promise.all([client.answer("vote.no_right"), vi.advanceTimersByTimeAsync(1)]);
  expect(view.find("refusal")?.textContent).toContain("has no right to vote");
  changeVote(client, { method: "show_of_hands" });
  expect(view.find("ballots")).toBeNull();
  changeVote(client, { closed_at: "2021-11-16T05:31:00Z" });
  expect(view.find("ballots")).toBeNull();
});

it("says in the table and on the roll which answers the delegation did not give itself", () => {
  const { client, view } = staffed();
  answerVote(client, "chile", "yes", { given_by: "card" });
  answerVote(client, "fiji", "no", { given_by: "desk" });
  answerVote(client, "japan", "no");
  const roll = show(RollAnswers, { model: new SessionModel(client, "2") }, client);
  for (const shown of [view, roll])
    expect(
      ["chile", "fiji", "japan"].map((party) =>
        shown.find(`given-by-${party}`)?.textContent.replace("· ", ""),
      ),
    ).toEqual(["by a seat card", "by the staff", undefined]);
});

it("asks before staff replace what a delegation answered itself", () => {
  const { client, view, key } = staffed();
  answerVote(client, "fiji", "yes", { given_by: "delegation" });
  view.press("vote-fiji-no");
  expect(client.sentCommands).toEqual([]);
  expect(view.find("ballot-asks")?.textContent).toContain(
    "The delegation has answered itself: Yes. Replace it by “No”?",
  );
  expect(document.activeElement).toBe(view.field("ballot-leave"));
  key("n");
  expect(client.sentCommands).toEqual([]);
  view.press("ballot-leave");
  expect(view.find("ballot-asks")).toBeNull();
  view.press("vote-fiji-no");
  view.press("ballot-replace");
  expect(client.sentCommands).toEqual([{ ...cast("fiji", "no"), seen: "yes" }]);
});

it("asks staff no more once the delegation gave that answer, nor about what others gave", () => {
  const { client, view } = staffed();
  answerVote(client, "fiji", "yes", { given_by: "delegation" });
  view.press("vote-fiji-no");
  answerVote(client, "fiji", "no", { given_by: "delegation" });
  expect(view.find("ballot-asks")).toBeNull();
  answerVote(client, "chile", "yes", { given_by: "card" });
  view.press("vote-chile-no");
  expect(client.sentCommands).toEqual([cast("chile", "no")]);
});
