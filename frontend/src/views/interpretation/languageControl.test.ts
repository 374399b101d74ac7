import { afterEach, beforeEach, expect, it } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { manualDevices } from "../../testing/devices";
import { show } from "../../testing/view";
import LanguageControl from "./LanguageControl.svelte";

const CHANNEL = {
  id: "fr",
  position: 0,
  on_duty: "8" as string | null,
  from_hall: false,
  since: "2021-11-16T05:20:00Z" as string | null,
  incoming: "en",
  outgoing: "fr",
  second: "",
  held_by: "fr" as string | null,
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
};
let client: ManualClient;

function control(speaks = false, silent = false) {
  const listening = new Listening(client, "2", { silent });
  return show(LanguageControl, { model: new SessionModel(client, "2"), listening, speaks }, client);
}

beforeEach(() => {
  manualDevices();
  client = new ManualClient();
  client.receiveEvent({
    ...openSession({ id: "1", party: "fiji", language: "en", started_at: new Date().toISOString() }),
    language_channel: { fr: CHANNEL },
  });
  client.receiveSignal("media.lines", { ...NO_LINES, languages: ["fr"] });
});
afterEach(() => localStorage.clear());

it("remembers the language and the level, and says what is heard", async () => {
  localStorage.setItem("balai.floor-level", "off");
  const view = control();
  expect(view.find("hears")?.textContent).toBe("You hear the floor.");
  view.choose("language", "fr");
  expect(view.find("hears")?.textContent).toBe("You hear Français, from English by relay.");
  view.choose("floor-level", "equal");
  await view.unmount();
  const again = control();
  expect(again.chosen("language")).toBe("fr");
  expect(again.field("floor-level").value).toBe("equal");
});

it("hears the floor while nobody interprets, and while one speaks", () => {
  localStorage.setItem("balai.heard-language", "fr");
  localStorage.setItem("balai.floor-level", "equal");
  const view = control();
  client.receiveSignal("media.lines", NO_LINES);
  expect(view.find("hears")?.textContent).toContain("nothing comes from the French booth now");
  client.receiveEvent({
    language_channel: { fr: { ...CHANNEL, on_duty: null, since: null, held_by: null } },
  });
  expect(view.find("hears")?.textContent).toContain("nobody interprets into French");
  const own = control(true);
  expect(own.find("hears")?.textContent).toContain("You have the floor");
});

it("claims nothing while the page is silent, and while the hall alone hears the floor", () => {
  expect(control(false, true).find("hears")?.textContent).toBe("");
  const view = control();
  expect(view.find("hears")?.textContent).toBe("You hear the floor.");
  client.receiveEvent(openSession({ id: "2", party: "fiji", mode: "live", place: "hall" }));
  expect(view.find("hears")?.textContent).toBe("");
});

it("keeps a chosen language that this session does not have, and hears the floor", () => {
  localStorage.setItem("balai.heard-language", "ru");
  const view = control();
  expect(view.chosen("language")).toBe("ru");
  expect(view.find("hears")?.dataset["hears"]).toBe("floor");
});
