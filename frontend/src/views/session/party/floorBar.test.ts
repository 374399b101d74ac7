import { flushSync } from "svelte";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../../components/announcer.svelte";
import { common as shared } from "../../../locales/en/common.json";
import { setLanguage } from "../../../locales/language.svelte";
import { NO_LINES } from "../../../state/sessionModel.svelte";
import { t } from "./texts";
import { Problem } from "../../../state/api";
import { manualDevices } from "../../../testing/devices";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import { changeVote } from "../../../testing/votes";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import FloorBar from "./FloorBar.svelte";
import { JoinControl } from "./joinControl.svelte";
import { party as en } from "../../../locales/en/session.json";
import { party as id } from "../../../locales/id/session.json";

let client: ManualClient;
let joining: JoinControl;

beforeEach(() => {
  manualDevices();
  client = new ManualClient();
  client.receiveEvent(openSession());
});

function shown() {
  const model = new OwnSessionModel(client, "2");
  joining = new JoinControl(model);
  const nothing = () => undefined;
  return show(FloorBar, { model, joining, onmark: nothing }, client);
}

const entry = (order: number) => ({
  entry: { 9: { id: "9", party: "fiji", kind: "statement" as const, order: [order], limit: 180 } },
});
const other = {
  entry: { 8: { id: "8", party: "chile", kind: "statement" as const, order: [5], limit: 60 } },
};

it("shows “You have the floor” and removes an older refusal", async () => {
  const view = shown();
  view.press("request-floor");
  await client.answer("floor.list_closed");
  expect(view.find("refusal")?.textContent).toBe(en["refusal.floor.list_closed"]);
  client.receiveEvent(openSession({ id: "1", party: "fiji" }, 2));
  expect(view.find("refusal")).toBeNull();
  expect(view.text()).toContain("You have the floor");
});

it("shows a refusal beside it, not instead of it", async () => {
  client.receiveEvent(openSession({ id: "1", party: "fiji" }));
  const view = shown();
  view.press("finish");
  await client.answer("floor.token_changed");
  expect(view.find("refusal")).not.toBeNull();
  expect(view.text()).toContain("You have the floor");
});

it("shows refusals in the reader's language", async () => {
  await t.load("id");
  setLanguage("id");
  const view = shown();
  view.press("request-floor");
  await client.answer("floor.already_inscribed");
  expect(view.find("refusal")?.textContent).toBe(id["refusal.floor.already_inscribed"]);
  setLanguage("en");
});

it("shows no waiting time while the session is suspended", () => {
  client.receiveEvent(other);
  client.receiveEvent(entry(9));
  const view = shown();
  expect(view.find("own-place")?.textContent.trim()).toBe("2nd · about 1 min");
  expect(view.find("withdraw")?.textContent).toBe("Withdraw");
  client.receiveEvent({ session: { 2: { id: "2", state: "suspended" } } });
  expect(view.find("own-place")?.textContent.trim()).toBe("2nd");
});

it("shows why the relay refuses the line", () => {
  const view = shown();
  joining.publishing.line.state = "refused";
  joining.publishing.line.problem = new Problem(422, "media.no_common_codec", "");
  expect(view.find("line")?.textContent).toBe(shared["refusal.media.no_common_codec"]);
});

it("announces once that the hall does not receive the speaker, and counts down outside of a live region", () => {
  const held_until = new Date(client.now + 45_000).toISOString();
  client.receiveEvent(
    openSession({ id: "1", party: "fiji", dropped_at: "2021-11-16T05:30:00Z", held_until }),
  );
  const view = shown();
  expect(view.text()).toMatch(/held for 0:4\d/);
  expect(view.find("notice")?.closest("[role=status]")).toBeNull();
  expect(announcer.assertive).toMatch(/^The hall does not receive you/);
});

it("announces a roll call once, and not each answer", () => {
  client.receiveEvent({ roll_call: { 1: { id: "1", closed_at: null, accredited: ["fiji", "chile"] } } });
  const view = shown();
  expect(view.find("roll-call")?.textContent).toContain("0 of 2");
  expect(view.find("roll-call")?.closest("[role=status]")).toBeNull();
});

it("shows whether the hall hears this page, and announces it if it should and does not", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const view = shown();
  const heard = () => view.find("heard")?.getAttribute("data-heard");
  expect(heard()).toBe("nobody");
  client.receiveEvent(openSession({ id: "1", party: "fiji", place: "remote" }));
  flushSync();
  expect(heard()).toBe("missing");
  announcer.sayNow("You have the floor");
  vi.advanceTimersByTime(2000);
  expect(announcer.assertive).toBe("You have the floor");
  vi.advanceTimersByTime(2000);
  expect(announcer.assertive).toBe(en["heard.missing"]);
});

it("says calmly in a second tab that another one speaks", () => {
  client.receiveEvent(openSession({ id: "1", party: "fiji", place: "remote" }));
  client.receiveSignal("media.lines", { ...NO_LINES, publishing: ["7"] });
  const view = shown();
  expect(view.find("heard")?.getAttribute("data-heard")).toBe("missing");
  void joining.begin(false);
  expect(view.find("heard")).toBeNull();
  expect(view.find("line")?.textContent).toBe(en["line.another_tab"]);
  expect(view.find("speak-here")).not.toBeNull();
});

it("tells a speaker whose turn is suspended that nobody hears, once the gate has closed the floor", () => {
  const turn = { id: "1", party: "fiji", place: "remote" as const, suspended_at: "2021-11-16T05:29:00Z" };
  client.receiveSignal("media.lines", { ...NO_LINES, floor: "7" });
  client.receiveEvent(openSession(turn));
  const view = shown();
  expect(view.find("own-suspended")).toBeNull();
  client.receiveSignal("media.lines", NO_LINES);
  expect(view.find("own-suspended")?.textContent.trim()).toBe(en["heard.suspended"]);
  expect(view.text()).not.toContain(shared["floor.you_have"]);
  expect(view.find("heard")).toBeNull();
});

it("tells a suspended speaker on the podium no more than that the turn is suspended", () => {
  const turn = { id: "1", party: "fiji", place: "remote" as const, suspended_at: "2021-11-16T05:29:00Z" };
  client.receiveEvent({ participant: { 7: { id: "7", party: "fiji" } } }, null, {}, "conference/1");
  client.receiveEvent({
    ...openSession(turn),
    podium_seat: { "panel-1": { id: "panel-1", participant: "7" } },
  });
  client.receiveSignal("media.lines", NO_LINES);
  expect(shown().find("own-suspended")?.textContent.trim()).toBe(shared["stage.turn_paused"]);
});

it("tells an interrupted party that its turn waits, and offers no new request", () => {
  client.receiveEvent(openSession({ id: "3", party: "chile", kind: "point_of_order" }));
  client.receiveEvent({ interrupted_turn: { 1: { id: "1", party: "fiji" } } });
  const view = shown();
  expect(view.find("turn-waits")?.textContent.trim()).toBe(en["deck.interrupted"]);
  expect(view.find("request-floor")).toBeNull();
});

it("announces the clock's warnings when they come, and none from before the page was loaded", () => {
  const started = (ago: number) => new Date(client.now - ago * 1000).toISOString();
  const said = vi.spyOn(announcer, "say");
  onTestFinished(() => said.mockRestore());
  client.receiveEvent(openSession({ id: "1", party: "fiji", started_at: started(190), allotted: 180 }));
  shown();
  flushSync();
  expect(said).not.toHaveBeenCalled();
  client.receiveEvent({
    turn: {
      1: { ...openSession({ id: "1", party: "fiji" }).turn?.["1"], started_at: started(125), allotted: 180 },
    },
  });
  flushSync();
  expect(said).toHaveBeenCalledExactlyOnceWith(en["say.clock.60"], "clock");
});

it("raises a point of order in one press beside the list's button, and says that it did", () => {
  const view = shown();
  view.press("raise-order");
  expect(client.sentCommands).toEqual([{ type: "floor.inscribe", kind: "point_of_order" }]);
  client.receiveEvent({ entry: { 9: { id: "9", party: "fiji", kind: "point_of_order", order: [0] } } });
  expect(view.find("order-raised")?.textContent).toBe(en["order.raised"]);
  expect(view.find("request-floor")).not.toBeNull();
  expect(view.find("withdraw-order")).not.toBeNull();
});

it("offers no point of order before the session is open, nor to a journalist", () => {
  client.receiveEvent({ session: { 2: { id: "2", state: "scheduled" } } });
  const view = shown();
  expect(view.find("raise-order")).toBeNull();
  client.receiveEvent({ session: { 2: { id: "2", state: "open" } } });
  expect(view.find("raise-order")).not.toBeNull();
  const party = { fiji: { id: "fiji", outlet: "The Daily" } };
  client.receiveEvent({ party }, null, {}, "conference/1");
  expect(view.find("raise-order")).toBeNull();
});

it("says during a vote that a point of order is on its conduct", () => {
  changeVote(client, { method: "show_of_hands" });
  expect(shown().find("raise-order")?.textContent.trim()).toBe(en["order.raise_in_vote"]);
});

it("says which motion was moved, and of which kind a request is", () => {
  const motion = { kind: "motion", motion: "closure_of_list", motion_text: "" } as const;
  client.receiveEvent({ entry: { 9: { id: "9", party: "fiji", order: [0], ...motion } } });
  const view = shown();
  expect(view.find("motion-raised")?.textContent).toContain("You moved: closure of the list of speakers.");
  expect(view.find("own-place")?.textContent).toContain("closure of the list of speakers");
  client.receiveEvent(
    { entry: { 10: { id: "10", party: "fiji", kind: "right_of_reply", order: [1], limit: 300 } } },
    null,
    { entry: ["9"] },
  );
  expect(view.find("motion-raised")).toBeNull();
  expect(view.find("own-place")?.textContent).toContain("right of reply");
});

it("says of a reply, too, when the party is called", () => {
  client.receiveEvent(other);
  const reply = { id: "9", party: "fiji", kind: "right_of_reply" as const, order: [9], limit: 300 };
  client.receiveEvent({ entry: { 9: reply } });
  expect(shown().find("own-place")?.textContent).toContain("2nd · right of reply · about 1 min");
});

it("offers to explain the vote until the delegation has done so", () => {
  const floor = { 2: { ...openSession().floor?.["2"], explains: "1" } };
  client.receiveEvent({
    floor,
    proposal: { 1: { id: "1", symbol: "L.1", title: "On trust", sponsors: [] } },
  });
  const view = shown();
  expect(view.find("explain-vote")).not.toBeNull();
  client.receiveEvent({ floor: { 2: { ...floor[2], explained: ["fiji"] } } });
  expect(view.find("explain-vote")).toBeNull();
});

it("says the receipts of a point of order and of a motion", () => {
  const say = vi.spyOn(announcer, "say").mockImplementation(() => undefined);
  onTestFinished(() => say.mockRestore());
  const view = shown();
  client.receiveEvent({
    entry: { 9: { id: "9", party: "fiji", kind: "point_of_order", order: [0], limit: 60 } },
  });
  expect(say).toHaveBeenCalledWith(view.find("order-raised")?.textContent, "order");
  client.receiveEvent({
    entry: {
      10: { id: "10", party: "fiji", kind: "motion", motion: "adjournment", order: [1], limit: 60 },
    },
  });
  expect(say).toHaveBeenCalledWith(view.find("motion-raised")?.textContent, "motion");
});

it("has the lesser acts in a menu, whose dialogs are outside it", () => {
  const view = shown();
  const menu = view.find("request-options")?.closest("[popover]");
  expect(menu?.id).toBe(view.find("more")?.getAttribute("popovertarget"));
  expect(menu?.querySelector("dialog")).toBeNull();
});
