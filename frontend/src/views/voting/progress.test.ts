import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SessionModel } from "../../state/sessionModel.svelte";
import type { Entities } from "../../state/store.svelte";
import { ManualClient } from "../../testing/client";
import { answerVote, openVote } from "../../testing/votes";
import { calledText, drawnText, quorumText, timeText, castCountText } from "./progress";
import { votersByAnswer, votersOfRoll } from "./roll";
import { namesOf } from "./voteText";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:30Z") }));
afterEach(() => void vi.useRealTimers());

function session(vote: Partial<Entities["vote"]>) {
  const client = new ManualClient({ party: null });
  openVote(client, vote);
  return { client, model: new SessionModel(client, "2") };
}

it.each<[Partial<Entities["vote"]>, string]>([
  [{}, ""],
  [{ closes_at: "2021-11-16T05:31:35Z" }, "1:05 left to vote"],
  [{ closes_at: "2021-11-16T05:30:25Z", suspended_at: "2021-11-16T05:30:05Z" }, "0:20 left to vote"],
  [{ closes_at: "2021-11-16T05:30:30Z" }, "Voting time is over. The chair closes the vote."],
  [{ closes_at: "2021-11-16T05:31:35Z", closed_at: "2021-11-16T05:30:30Z" }, ""],
  [{ closes_at: "2021-11-16T05:31:35Z", method: "without_a_vote" }, "1:05 left to object"],
  [
    { closes_at: "2021-11-16T05:30:00Z", method: "without_a_vote" },
    "Nobody can object any more. The chair takes the decision.",
  ],
])("says the time left of %j", (vote, text) => {
  expect(timeText(session(vote).model)).toBe(text);
});

it("marks a time that may be wrong, without the server", () => {
  const { client, model } = session({ closes_at: "2021-11-16T05:31:30Z" });
  client.loseConnection();
  vi.advanceTimersByTime(3000);
  expect(timeText(model)).toBe("≈0:57 left to vote");
});

it("counts who has voted, and not who passed or is absent (FL28)", () => {
  const { client, model } = session({ method: "roll_call" });
  answerVote(client, "chile", "yes");
  answerVote(client, "fiji", "pass");
  answerVote(client, "japan", "absent");
  expect(castCountText(model)).toBe("1 of 3 have voted");
  expect(votersByAnswer(model).map(({ answer, voters }) => [answer, voters.map(({ name }) => name)])).toEqual(
    [
      ["yes", ["Chile"]],
      ["pass", ["Fiji"]],
      ["absent", ["Japan"]],
    ],
  );
});

it("reads no ballot of another vote", () => {
  const { client, model } = session({});
  answerVote(client, "chile", "yes", { vote: "8" });
  expect(votersOfRoll(model).map(({ answer }) => answer)).toEqual(["", "", ""]);
});

it("says who is called, from whom the roll began, and the quorum", () => {
  const { model } = session({ method: "roll_call", called: "fiji", drawn: "japan", needed: 2 });
  const { vote } = model;
  if (!vote) throw new Error("no vote");
  const names = namesOf(model);
  expect(calledText(vote, names)).toBe("Fiji is called.");
  expect(calledText({ ...vote, round: 2 }, names)).toBe("Second call: Fiji is called.");
  expect(drawnText(vote, names)).toBe("The roll begins with Japan, drawn by lot.");
  expect(quorumText(vote)).toBe("Present: 3 of 3. Needed to decide: 2.");
  expect(quorumText({ ...vote, needed: 0 })).toBe("");
});
