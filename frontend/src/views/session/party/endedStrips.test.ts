import { expect, it } from "vitest";
import { ManualClient } from "../../../testing/client";
import { answerVote, changeVote, openVote } from "../../../testing/votes";
import { show } from "../../../testing/view";
import { manualDevices } from "../../../testing/devices";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import FloorBar from "./FloorBar.svelte";

const RULING = {
  ...{ turn: "10", party: "japan", ruling: "not_upheld" as const, text: "", motion: null, motion_text: "" },
  appeals_withdrawn: ["fiji"],
};
const CLOSED = { closed_at: "2021-11-16T05:40:00Z", carried: true, in_favour: 2, against: 1 };

function shown() {
  manualDevices();
  const client = new ManualClient({ roles: ["delegate"], party: "fiji" });
  openVote(client);
  const nothing = () => undefined;
  const model = new OwnSessionModel(client, "2");
  const view = show(FloorBar, { model, joining: null, onmark: nothing }, client);
  return { client, view };
}

it("says in one line what has ended, the ruling first, and nothing of what asks for an answer", () => {
  const { client, view } = shown();
  const line = () => view.find("ended")?.textContent.trim();
  client.receiveEvent({
    roll_call: { 1: { id: "1", closed_at: null, accredited: ["fiji", "chile"] } },
  });
  expect(line()).toBeUndefined();
  client.receiveEvent({ roll_answer: { fiji: { id: "fiji" } } });
  expect(line()).toBe("Your delegation has answered: present. More");
  answerVote(client, "fiji", "yes");
  expect(line()).toBe("Your delegation has answered: present. More");
  changeVote(client, CLOSED);
  expect(line()).toContain("Shall we go on?");
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: RULING } } });
  expect(line()).toContain("the point of order of Japan is not upheld");
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: RULING, appellant: "chile" } } });
  expect(line()).toContain("Shall we go on?");
  view.press("ballot-away");
  expect(line()).toBe("Your delegation has answered: present. More");
});

it("keeps a ruling unfolded for as long as the delegation can appeal against it", () => {
  const { client, view } = shown();
  const ruled = (appeals_withdrawn: string[]) =>
    client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: { ...RULING, appeals_withdrawn } } } });
  ruled([]);
  expect(view.find("appeal-strip")?.classList.contains("ended")).toBe(false);
  expect([view.find("ended"), view.find("raise-appeal") === null]).toEqual([null, false]);
  ruled(["fiji"]);
  expect(view.find("appeal-strip")?.classList.contains("ended")).toBe(true);
  expect(view.find("ended")?.textContent).toContain("the point of order of Japan is not upheld");
});

it("marks as ended what the line stands for, and no other strip", () => {
  const { client, view } = shown();
  const folds = (strip: string) => view.find(strip)?.classList.contains("ended");
  expect(folds("ballot")).toBe(false);
  changeVote(client, CLOSED);
  expect(folds("ballot")).toBe(true);
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: RULING } } });
  expect(folds("appeal-strip")).toBe(true);
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: RULING, appellant: "chile" } } });
  expect(folds("appeal-strip")).toBe(false);
});

it("unfolds on a press, until something else has ended", () => {
  const { client, view } = shown();
  const unfolded = () => view.find("ended")?.getAttribute("aria-expanded");
  changeVote(client, CLOSED);
  expect(unfolded()).toBe("false");
  view.press("ended");
  expect(unfolded()).toBe("true");
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "10", ruling: RULING } } });
  expect(unfolded()).toBe("false");
  view.press("ended");
  client.receiveEvent({ roll_call: { 1: { id: "1", closed_at: null, accredited: ["fiji"] } } });
  expect(unfolded()).toBe("true");
  client.receiveEvent({ roll_answer: { fiji: { id: "fiji" } } });
  expect(unfolded()).toBe("false");
});
