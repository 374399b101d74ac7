import { expect, it } from "vitest";
import { HandheldClient } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import SessionState from "./SessionState.svelte";

it("links a closed session to the console of the next one", () => {
  const client = new HandheldClient({ roles: ["moderator"], party: null });
  const session = { title: {}, state: "scheduled" as const, ends_at: "2021-11-17T09:00:00Z" };
  const programme = {
    4: { ...session, id: "4", starts_at: "2021-11-17T07:00:00Z" },
    5: { ...session, id: "5", starts_at: "2021-11-16T07:00:00Z" },
    6: { ...session, id: "6", starts_at: "2021-11-16T05:00:00Z" },
  };
  client.tell({ session: programme }, null, {}, "conference/1");
  const here = { id: "2", title: {}, reason: "", ends_at: "2021-11-16T06:00:00Z" };
  client.tell({ session: { 2: { ...here, state: "open" } } });
  const view = show(SessionState, {}, client, new ConsoleController(client, "2"));
  expect(view.find("next-session")).toBeNull();
  client.tell({ session: { 2: { ...here, state: "closed" } } });
  expect(view.find("next-session")?.getAttribute("href")).toBe("/session/5/console");
});
