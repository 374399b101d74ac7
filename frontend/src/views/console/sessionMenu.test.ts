import { expect, it } from "vitest";
import { console as staff } from "../../locales/id/console.json";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import MainActs from "./MainActs.svelte";
import SessionMenu from "./SessionMenu.svelte";
import TurnTime from "./TurnTime.svelte";

it("links a closed session to the console of the next one", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const session = { title: {}, state: "scheduled" as const, ends_at: "2021-11-17T09:00:00Z" };
  const programme = {
    4: { ...session, id: "4", starts_at: "2021-11-17T07:00:00Z" },
    5: { ...session, id: "5", starts_at: "2021-11-16T07:00:00Z" },
    6: { ...session, id: "6", starts_at: "2021-11-16T05:00:00Z" },
  };
  client.receiveEvent({ session: programme }, null, {}, "conference/1");
  const here = { id: "2", title: {}, reason: "", ends_at: "2021-11-16T06:00:00Z" };
  client.receiveEvent({ session: { 2: { ...here, state: "open" } } });
  const view = show(MainActs, {}, client, new ConsoleController(client, "2"));
  expect(view.find("next-session")).toBeNull();
  client.receiveEvent({ session: { 2: { ...here, state: "closed" } } });
  expect(view.find("next-session")?.getAttribute("href")).toBe("/session/5/console");
});

it("keeps the acts on a session and those on a turn in groups of their own", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession({ id: "1" }));
  const times = { starts_at: "2021-11-16T05:00:00Z", ends_at: "2021-11-16T06:00:00Z" };
  client.receiveEvent({ session: { 2: { id: "2", title: {}, reason: "", state: "open", ...times } } });
  const controller = new ConsoleController(client, "2");
  const ofSession = ["session-suspend", "session-adjourn", "session-close"];
  const ofTurn = ["suspend", "extend"];
  const session = show(SessionMenu, {}, client, controller);
  for (const act of ofSession) expect(session.find(act)?.closest("[role=group]")).not.toBeNull();
  for (const act of ofTurn) expect(session.find(act)).toBeNull();
  const turn = show(TurnTime, {}, client, controller);
  for (const act of ofTurn) expect(turn.find(act)).not.toBeNull();
  for (const act of ofSession) expect(turn.find(act)).toBeNull();
});

it("names shortcuts and dismissing in Indonesian as people do", () => {
  expect([staff["keys.show"], staff["questions.dismiss"]]).toEqual(["Pintasan", "Tolak"]);
});
