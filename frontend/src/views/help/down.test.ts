import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import HelpDialog from "./HelpDialog.svelte";
import { help as en } from "../../locales/en/messages.json";

const nothing = () => undefined;
const DIALOG = { open: true, trouble: null, onclose: nothing, onretry: nothing, onagain: nothing };

async function calling(place: "hall" | "remote") {
  const client = new ManualClient({ place });
  const desk = { operators: 1, moderators: 0 };
  client.store.apply({ stream: "conference/1", signals: { "help.desk": desk } } as never);
  const view = show(HelpDialog, { ...DIALOG, client }, client);
  expect(view.text()).toContain("An operator is here.");
  client.phase = "resuming";
  view.press("help-call");
  await new Promise((resolve) => setTimeout(resolve));
  return { client, view };
}

it("says that a call is sent once the connection is back, and what to do until then", async () => {
  const { client, view } = await calling("remote");
  expect(view.find("help-down")?.textContent).toContain(en["help.down"]);
  expect(view.find("help-down")?.textContent).toContain(en["help.down_remote"]);
  expect(view.find("help-call")?.textContent).toBe(en["help.waits_line"]);
  expect(view.text()).not.toContain("An operator is here.");
  client.phase = "live";
  expect(view.find("help-down")).toBeNull();
  expect(view.text()).toContain("An operator is here.");
});

it("sends people in the hall to the hall's desk", async () => {
  const { view } = await calling("hall");
  expect(view.find("help-down")?.textContent).toContain(en["help.down_hall"]);
});
