import { expect, it } from "vitest";
import { ManualClient } from "../../../testing/client";
import { Planner } from "./planner.svelte";
import { eventually } from "../../../testing/eventually";

const STREAM = "conference/1";
const hall = (id: string) => ({ room: { [id]: { id, name: { en: "Hall" } } } });

it("means by older steps what was removed and came back under another id", async () => {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent({ ...hall("4"), conference: { 1: { id: "1", timezone: "UTC" } } }, null, {}, STREAM);
  const { acts } = new Planner(client);
  const done = async (put: object, gone: string[] = []) => {
    client.receiveEvent(put, null, { room: gone }, STREAM);
    await client.answer();
  };
  const asked = (count: number) => eventually(() => expect(client.sentCommands).toHaveLength(count));
  const order = (command: object) => () => ({ stream: STREAM, command: command as never });

  void acts.enqueue(
    "x",
    "Hall",
    order({
      type: "programme.change_room",
      room: "4",
      values: { name: { en: "Hall A" } },
      seen: { name: { en: "Hall" } },
    }),
  );
  void acts.enqueue("x", "Hall A", order({ type: "programme.remove_room", room: "4" }));
  await asked(1);
  await done({});
  await asked(2);
  await done({}, ["4"]);

  void acts.undo.undo();
  await asked(3);
  await done(hall("9"));
  void acts.undo.undo();
  await asked(4);
  expect(client.sentCommands[3]).toMatchObject({ type: "programme.change_room", room: "9" });
  await client.answer("edit.changed_meanwhile");
  await eventually(() => expect(acts.undo.refusal).not.toBe(""));
  void acts.undo.redo();
  await asked(5);
  expect(client.sentCommands[4]).toEqual({ type: "programme.remove_room", room: "9" });
});

it("waits for the times of a preset, which undo names, when the answer comes first", async () => {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  const starts_at = "2021-11-16T01:00:00Z";
  const session = { 4: { id: "4", title: { en: "Opening" }, starts_at, ends_at: starts_at } };
  client.receiveEvent({ session, conference: { 1: { id: "1", timezone: "UTC" } } }, null, {}, STREAM);
  const limits = (state: number) => ({
    ...{ state, group: 240, observer: 120, other: 60, order: 60, explanation: 180, on_motion: 120 },
  });
  const floor = (preset: "who" | null, state: number) => ({ 4: { id: "4", preset, limits: limits(state) } });
  client.receiveEvent({ floor: floor(null, 300) }, null, {}, "session/4");
  const { acts } = new Planner(client);
  const command = { type: "programme.set_preset", preset: "who", seen: null } as const;
  void acts.enqueue("x", "Hall", () => ({ stream: "session/4", command }));
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer();
  client.receiveEvent({ floor: floor("who", 180) }, { type: "floor.limits_set" } as never, {}, "session/4");
  await eventually(() => expect(acts.undo.last).not.toBeNull());
  void acts.undo.undo();
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toMatchObject({ values: limits(300), seen: limits(180) });
});

it("asks no question where undo would remove what people have roles in, and says how to remove it", async () => {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent({ ...hall("4"), conference: { 1: { id: "1", timezone: "UTC" } } }, null, {}, STREAM);
  const { acts } = new Planner(client);
  const at = { date: "2021-11-16", starts: "10:00", ends: "11:00", room: "" };
  const command = { type: "programme.add_session", title: { en: "Panel" }, ...at } as const;
  void acts.enqueue("x", "Panel", () => ({ stream: STREAM, command }));
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  const times = { starts_at: "2021-11-16T10:00:00Z", ends_at: "2021-11-16T11:00:00Z" };
  const session = { 9: { id: "9", title: { en: "Panel" }, ...times } };
  client.receiveEvent({ session }, null, {}, STREAM);
  await client.answer();
  await eventually(() => expect(acts.undo.last).not.toBeNull());
  void acts.undo.undo();
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toEqual({ type: "programme.remove_session", session: "9" });
  await client.answer("programme.set_up");
  await eventually(() => expect(acts.undo.refusal).toMatch(/press Remove/));
  expect(acts.undo.refusal).not.toContain("?");
});
