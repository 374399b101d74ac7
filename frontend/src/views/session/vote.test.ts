import { expect, it } from "vitest";
import { voteText } from "./vote";

const vote = { subject: "motion", party: "3", motion: "suspension", motion_text: "", carried: null } as const;
const counts = { in_favour: 12, against: 3, abstentions: 2 };
const said = (more: object) => voteText({ ...vote, ...counts, ...more }, () => "Chile");

it("says what is voted on, and then its result (FL13)", () => {
  expect([
    said({}),
    said({ carried: true }),
    said({ carried: false }),
    said({ subject: "appeal", motion: null }),
    said({ subject: "appeal", motion: null, carried: true }),
    said({ subject: "appeal", motion: null, carried: false }),
  ]).toEqual([
    "Vote on the motion of Chile: suspension of the meeting",
    "Adopted: suspension of the meeting. In favour 12, against 3, abstentions 2.",
    "Not adopted: suspension of the meeting. In favour 12, against 3, abstentions 2.",
    "Vote on the appeal of Chile against the ruling",
    "The ruling is overturned. In favour 12, against 3, abstentions 2.",
    "The ruling stands. In favour 12, against 3, abstentions 2.",
  ]);
});
