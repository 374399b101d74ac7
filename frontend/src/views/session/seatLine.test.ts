import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { eventually } from "../../testing/patience";
import { show } from "../../testing/view";
import { MySitting } from "./mine.svelte";
import SessionBar from "./SessionBar.svelte";

function bar(roles: never[] | ("interpreter" | "audience")[], participant: string | null) {
  const hall = new HandheldHall({ roles, party: null, participant });
  hall.tell(opened());
  const sitting = new MySitting(hall, "2");
  return show(SessionBar, { sitting, joining: null, standsBy: false, mark: "", height: 0 }, hall);
}

it("tells an interpreter what its seat is for", async () => {
  const view = bar(["interpreter"], "7");
  await eventually(() => expect(view.text()).toContain("as an interpreter: you hear the floor"));
  expect(view.text()).not.toContain("audience");
});

it("tells the audience that it follows", () => {
  expect(bar(["audience"], null).text()).toContain("as a member of the audience");
});
