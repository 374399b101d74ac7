import { expect, it, vi } from "vitest";
import { common } from "../../locales/en/common.json";
import { console as en } from "../../locales/en/console.json";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import Speakers from "./Speakers.svelte";

// jsdom has none, and Svelte asks for reduced motion as soon as it is loaded.
vi.hoisted(() => vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined })));

it.each([
  ["draft", common["stage.before_request"]],
  ["open", en["list.empty_open"]],
  ["closed", en["list.empty"]],
] as const)("says what an empty list that is %s takes", (list_state, text) => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const opened = openSession();
  const session = { 2: { ...opened.session?.["2"], ends_at: "2021-11-16T07:00:00Z" } };
  client.receiveEvent({ ...opened, session, floor: { 2: { ...opened.floor?.["2"], list_state } } });
  const view = show(Speakers, {}, client, new ConsoleController(client, "2"));
  expect(view.find("list-empty")?.textContent).toBe(text);
  expect(view.find("open-list") === null).toBe(list_state === "open");
});
