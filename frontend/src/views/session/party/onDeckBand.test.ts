import { expect, it } from "vitest";
import { party as en } from "../../../locales/en/session.json";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import OnDeckBand from "./OnDeckBand.svelte";

it("says that a microphone works without being on air, but not of one that is open on the podium", () => {
  const client = new ManualClient();
  client.receiveEvent(openSession());
  client.receiveEvent({
    entry: {
      9: { id: "9", party: "fiji", kind: "statement", mode: "live", place: "remote", order: [1], limit: 180 },
    },
  });
  client.receiveSignal("floor.readiness", {
    entries: { 9: { verdict: "ready", figure: null } },
  } as unknown as Parameters<typeof client.receiveSignal<"floor.readiness">>[1]);
  const view = show(OnDeckBand, { model: new OwnSessionModel(client, "2"), joining: null }, client);
  expect(view.find("own-readiness")?.textContent).toBe(en["deck.ready"]);
  client.receiveEvent({ podium_seat: { "panel-1": { id: "panel-1", participant: "7" } } });
  expect(view.find("own-readiness")).toBeNull();
});
