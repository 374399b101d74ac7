import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { show } from "../../testing/view";
import { Acts } from "../staff/acts.svelte";
import { Sitting } from "../staff/sitting.svelte";
import DeskList from "./DeskList.svelte";

const entry = (id: string, kind: "statement" | "right_of_reply", place: number) => ({
  [id]: { id, party: id, kind, order: [place], mode: "live" as const, place: "hall" as const, speaker: null },
});

function desk() {
  const hall = new HandheldHall({ roles: ["operator"], party: null });
  hall.tell(opened());
  const entries = { ...entry("a", "statement", 1), ...entry("b", "statement", 2) };
  hall.tell({ entry: { ...entries, ...entry("r", "right_of_reply", 3) } });
  const sitting = new Sitting(hall, "2");
  const view = show(DeskList, { sitting, acts: new Acts(hall, sitting.stream) }, hall);
  return { hall, view };
}

it("lists the rights of reply under a heading of their own", () => {
  const { view } = desk();
  expect(view.find("desk-replies")?.contains(view.find("desk-row-r"))).toBe(true);
  expect(view.text()).toContain("Rights of reply, after the list");
  expect(view.find("desk-row-a")?.closest("[data-testid=desk-replies]")).toBeNull();
});

it("keeps the keyboard where it is when the list is put in another order", async () => {
  const { hall, view } = desk();
  view.field("desk-confirm-a").focus();
  hall.tell({ entry: entry("a", "statement", 9) });
  view.text();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement).toBe(view.find("desk-confirm-a"));
});
