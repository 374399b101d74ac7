import { expect, it } from "vitest";
import { HandheldHall } from "../../testing/hall";
import { show } from "../../testing/view";
import HelpDialog from "./HelpDialog.svelte";

const nothing = () => undefined;
const DIALOG = { open: true, trouble: null, onclose: nothing, onretry: nothing, onagain: nothing };

function told(hall: HandheldHall, state: "open" | "closed") {
  const call = { id: "1", state, messages: [], called_at: "2021-11-16T05:30:00Z" };
  hall.tell({ my_help_call: { 1: call } }, null, {}, "conference/1");
}

/** What was pressed has been asked. */
const asked = () => new Promise((resolve) => setTimeout(resolve));

function called() {
  const hall = new HandheldHall();
  told(hall, "open");
  return { hall, view: show(HelpDialog, { ...DIALOG, hall }, hall) };
}

it("lets who closed a call make another before the answer to the closing came", async () => {
  const { hall, view } = called();
  view.press("help-close");
  await asked();
  told(hall, "closed");
  view.press("help-again");
  view.type("help-text", "Once more.");
  await hall.answer();
  expect(view.field("help-text").value).toBe("Once more.");
  view.press("help-call");
  await asked();
  expect(hall.asked.at(-1)).toMatchObject({ type: "help.call", text: "Once more." });
});

it("keeps what was written while a message was on its way", async () => {
  const { hall, view } = called();
  view.type("help-text", "First.");
  view.press("help-say");
  await asked();
  view.type("help-text", "Second.");
  await hall.answer();
  expect(view.field("help-text").value).toBe("Second.");
});

it("sends once what is pressed twice", async () => {
  const { hall, view } = called();
  view.type("help-text", "Once.");
  view.press("help-say");
  view.press("help-say");
  await asked();
  expect(hall.asked).toHaveLength(1);
});
