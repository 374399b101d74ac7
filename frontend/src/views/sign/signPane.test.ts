import { afterEach, expect, it } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import SignPane from "./SignPane.svelte";

const CHANNEL = {
  id: "ase",
  from_hall: false,
  on_duty: "8" as string | null,
  since: null,
  incoming: "",
  offered_to: null,
  offered_by: null,
  slower_asked_at: null,
  sound_reported_at: null,
  on_hall_screen: false,
};

function pane(channel: Partial<typeof CHANNEL> = {}, sign = true) {
  const client = new ManualClient();
  client.receiveEvent(openSession({ id: "1", party: "fiji", started_at: new Date().toISOString() }));
  const lines = { publishing: [], hall: false, slides: null, languages: [], sign, floor: null, relay: "" };
  client.receiveSignal("media.lines", lines);
  const listening = new Listening(client, "2", { silent: true });
  const props = { model: new SessionModel(client, "2"), listening, channel: { ...CHANNEL, ...channel } };
  return show(SignPane, props, client);
}

afterEach(() => localStorage.clear());

it("says in words why no signer is seen, instead of the last picture", () => {
  expect(pane().find("sign-picture")?.dataset["shows"]).toBe("signer");
  expect(pane({}, false).text()).toContain("The connection of the interpreter is down.");
  expect(pane({ on_duty: null }).text()).toContain("Nobody interprets into American Sign Language now.");
});

it("remembers how large the signer is, and that it is hidden", async () => {
  const view = pane();
  expect(view.find("signer")?.className).toContain("beside");
  view.press("sign-larger");
  await view.unmount();
  const again = pane();
  expect(again.find("signer")?.className).toContain("large");
  again.press("sign-hide");
  expect(again.find("sign-picture")).toBeNull();
  await again.unmount();
  const hidden = pane();
  expect(hidden.find("sign-picture")).toBeNull();
  hidden.press("sign-show");
  expect(hidden.find("sign-picture")).not.toBeNull();
});
