import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../../testing/hall";
import { show } from "../../../testing/view";
import { Handing } from "../../recording/handing.svelte";
import { MySitting } from "../mine.svelte";
import RequestForm from "./RequestForm.svelte";
import { refusalText } from "./texts";

it("says that the list is closed before a statement is asked for", () => {
  const hall = new HandheldHall();
  const floor = { 2: { ...opened().floor?.["2"], list_state: "closed" as const } };
  hall.tell({ ...opened(), floor });
  const sitting = new MySitting(hall, "2");
  const props = { sitting, handing: new Handing(hall), ondone: () => undefined };
  const view = show(RequestForm, props, hall);
  expect(view.find("options-closed")).toBeNull();
  view.choose("options-kind", "statement");
  expect(view.find("options-closed")?.textContent).toBe(refusalText("floor.list_closed", ""));
});
