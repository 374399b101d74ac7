import { expect, it } from "vitest";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import { changeVote, openVote } from "../../testing/votes";
import AccessChoice from "./AccessChoice.svelte";
import { ConsoleController } from "./consoleController.svelte";
import FloorPanel from "./FloorPanel.svelte";
import SeatForm from "./SeatForm.svelte";

const person = (id: string, party: string | null) => ({ id, party, name: `P${id}`, roles: ["panellist"] });

function hallOf(...people: string[]): ManualClient {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const participant = {
    7: person("7", "fiji"),
    8: person("8", "chile"),
    9: person("9", null),
    10: person("10", "japan"),
  };
  client.receiveEvent({ participant } as never, null, {}, "conference/1");
  client.receiveEvent(openSession());
  client.receiveSignal("presence", {
    parties: { fiji: { hall: [], remote: people.filter((id) => id === "7") } },
    devices: {},
    lost: [],
    people: people.filter((id) => id !== "7"),
    audience_hall: 0,
    audience_remote: 0,
    audience_simulated: 0,
    moderators: 1,
  });
  return client;
}

it("offers only people who are present for the podium", () => {
  const client = hallOf("7", "9");
  client.receiveEvent({ check_in: { 8: { id: "8", at: "2021-11-16T05:30:00Z" } } });
  const view = show(SeatForm, {}, client, new ConsoleController(client, "2"));
  const offered = [...view.field("seat-choice").querySelectorAll("option:not([disabled])")];
  expect(offered.map((option) => option.getAttribute("value"))).toEqual(["7", "8", "9"]);
});

it("shows no figures of a camera while a video statement plays", () => {
  const client = hallOf("7");
  const line = {
    rtt_ms: 42,
    loss: 0.01,
    level: -23,
    width: 640,
    height: 360,
    candidate_type: "host",
  } as const;
  client.receiveSignal("media.lines", { ...NO_LINES, publishing: ["7"] });
  client.receiveSignal("media.line_states", {
    lines: { 7: line },
    hall: null,
    hall_key: null,
    hall_simulated: false,
  });
  client.receiveEvent(openSession({ id: "1", mode: "video_statement" }));
  const view = show(FloorPanel, {}, client, new ConsoleController(client, "2"));
  expect(view.find("line-state")).toBeNull();
  client.receiveEvent({ turn: { 1: { ...TURN, mode: "live" } } });
  expect(view.find("line-state")).not.toBeNull();
});

it("tells of a dead booth also while nobody has the floor", async () => {
  const client = hallOf();
  const booth = { from_hall: false, since: "2021-11-16T05:20:00Z", incoming: "" };
  client.receiveEvent({
    language_channel: {
      fr: { ...booth, id: "fr", position: 0, on_duty: "9", outgoing: "fr", second: "", held_by: "fr" },
    },
    sign_channel: { ase: { ...booth, id: "ase", on_duty: "10" } },
  } as never);
  const view = show(FloorPanel, {}, client, new ConsoleController(client, "2"));
  client.receiveSignal("media.lines", NO_LINES);
  await eventually(() => expect(view.find("dead-booths")?.textContent).toContain("French"));
  expect(view.find("dead-signer")?.textContent).toContain("American Sign Language");
  expect(view.find("spoken")).toBeNull();
  client.receiveEvent(openSession(TURN));
  await eventually(() => expect(view.find("spoken")).not.toBeNull());
  expect(view.find("dead-booths")).not.toBeNull();
});

it("says beside who may enter that a vote keeps the session open to delegations", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  openVote(client);
  const view = show(AccessChoice, {}, client, new ConsoleController(client, "2"));
  expect(view.find("access-kept")?.textContent).toContain("Stays open to delegations");
  changeVote(client, { closed_at: "2021-11-16T05:40:00Z" });
  expect(view.find("access-kept")).toBeNull();
});
