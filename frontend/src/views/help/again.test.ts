import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import HelpDialog from "./HelpDialog.svelte";

const nothing = () => undefined;
const DIALOG = { open: true, trouble: null, onclose: nothing, onretry: nothing, onagain: nothing };

function told(client: ManualClient, state: "open" | "closed") {
  const call = { id: "1", state, messages: [], called_at: "2021-11-16T05:30:00Z" };
  client.receiveEvent({ my_help_call: { 1: call } }, null, {}, "conference/1");
}

/** Waits until the command of the pressed button was sent. */
const asked = () => new Promise((resolve) => setTimeout(resolve));

function called() {
  const client = new ManualClient();
  told(client, "open");
  return { client, view: show(HelpDialog, { ...DIALOG, client }, client) };
}

it("lets a caller make another call before the closing of the last is confirmed", async () => {
  const { client, view } = called();
  view.press("help-close");
  await asked();
  told(client, "closed");
  view.press("help-again");
  view.type("help-text", "Once more.");
  await client.answer();
  expect(view.field("help-text").value).toBe("Once more.");
  view.press("help-call");
  await asked();
  expect(client.sentCommands.at(-1)).toMatchObject({ type: "help.call", text: "Once more." });
});

it("keeps text that was typed while a message was being sent", async () => {
  const { client, view } = called();
  view.type("help-text", "First.");
  view.press("help-say");
  await asked();
  view.type("help-text", "Second.");
  await client.answer();
  expect(view.field("help-text").value).toBe("Second.");
});

it("sends a message once if its button is pressed twice", async () => {
  const { client, view } = called();
  view.type("help-text", "Once.");
  view.press("help-say");
  view.press("help-say");
  await asked();
  expect(client.sentCommands).toHaveLength(1);
});
