import { expect, it } from "vitest";
import type { Listening } from "../../media/listening.svelte";
import type { Publishing } from "../../media/publishing.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { desk as en } from "../../locales/en/desk.json";
import ScreensPanel from "./ScreensPanel.svelte";

it("says that no screen is signed in, and does not warn: one opened from the desk has the operator's seat", () => {
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent(openSession());
  const props = {
    model: new SessionModel(client, "2"),
    listening: { line: { state: "connected" } } as Listening,
    publishing: { media: null } as Publishing,
  };
  const view = show(ScreensPanel, props, client);
  const state = view.find("screen-state");
  expect(state?.textContent?.trim()).toBe(en["desk.no_screen"]);
  expect(state?.querySelector(".attention")).toBeNull();
});
