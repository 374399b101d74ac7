import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { show } from "../../testing/view";
import { Chairing } from "./chairing.svelte";
import TurnTime from "./TurnTime.svelte";

function preparing() {
  const hall = new HandheldHall({ roles: ["moderator"], party: null });
  hall.tell(opened({ id: "1", party: "fiji" }, 1));
  const chairing = new Chairing(hall, "2");
  const view = show(TurnTime, {}, hall, chairing);
  view.press("revoke-open");
  return { hall, chairing, view };
}

it("revokes the turn at which it was unfolded, for the reason that was typed", async () => {
  const { hall, chairing, view } = preparing();
  view.type("revoke-reason", "Over time");
  view.press("revoke");
  expect(hall.asked).toEqual([{ type: "floor.revoke", token: 1, reason: "Over time" }]);
  await hall.answer();
  expect(chairing.panel).toBeNull();
});

it("folds when the turn changes, so that Enter does not close the next speaker's microphone", async () => {
  const { hall, chairing, view } = preparing();
  view.type("revoke-reason", "Over time");
  hall.tell(opened({ id: "2", party: "chile" }, 2));
  expect(view.find("revoke")).toBeNull();
  expect(chairing.panel).toBeNull();
  await chairing.revoking.send();
  expect(hall.asked).toEqual([]);
  view.press("revoke-open");
  expect(view.field("revoke-reason").value).toBe("");
});
