import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { OwnSessionModel } from "./ownSessionModel.svelte";
import SeatLine from "./SeatLine.svelte";

function line(roles: ("interpreter" | "audience")[], participant: string | null) {
  const client = new ManualClient({ roles, party: null, participant });
  client.receiveEvent(openSession());
  return show(SeatLine, { model: new OwnSessionModel(client, "2") }, client).text();
}

it("tells an interpreter what the seat is for", () => {
  const text = line(["interpreter"], "7");
  expect(text).toContain("as an interpreter: you hear the floor");
  expect(text).not.toContain("audience");
});

it("tells the audience nothing that the header already says", () => {
  expect(line(["audience"], null)).toBe("");
});
