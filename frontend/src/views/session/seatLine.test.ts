import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { show } from "../../testing/view";
import { MySitting } from "./mine.svelte";
import SeatLine from "./SeatLine.svelte";

function line(roles: ("interpreter" | "audience")[], participant: string | null) {
  const hall = new HandheldHall({ roles, party: null, participant });
  hall.tell(opened());
  return show(SeatLine, { sitting: new MySitting(hall, "2") }, hall).text();
}

it("tells an interpreter what its seat is for", () => {
  const text = line(["interpreter"], "7");
  expect(text).toContain("as an interpreter: you hear the floor");
  expect(text).not.toContain("audience");
});

it("tells the audience nothing that the head of the page says", () => {
  expect(line(["audience"], null)).toBe("");
});
