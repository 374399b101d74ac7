import { expect, it, vi } from "vitest";
import { ManualClient } from "../../../testing/client";
import { Planner } from "./planner.svelte";

const STREAM = "conference/1";
const hall = (id: string) => ({ room: { [id]: { id, name: { en: "Hall" } } } });

it("means by older steps what was removed and came back under another id", async () => {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.tell({ ...hall("4"), conference: { 1: { id: "1", timezone: "UTC" } } }, null, {}, STREAM);
  const { acts } = new Planner(client);
  const done = async (put: object, gone: string[] = []) => {
    client.tell(put, null, { room: gone }, STREAM);
    await client.answer();
  };
  const asked = (count: number) => vi.waitFor(() => expect(client.asked).toHaveLength(count));
  const order = (command: object) => () => ({ stream: STREAM, command: command as never });

  void acts.act(
    "x",
    "Hall",
    order({
      type: "programme.change_room",
      room: "4",
      values: { name: { en: "Hall A" } },
      seen: { name: { en: "Hall" } },
    }),
  );
  void acts.act("x", "Hall A", order({ type: "programme.remove_room", room: "4" }));
  await asked(1);
  await done({});
  await asked(2);
  await done({}, ["4"]);

  void acts.undo.undo();
  await asked(3);
  await done(hall("9"));
  void acts.undo.undo();
  await asked(4);
  expect(client.asked[3]).toMatchObject({ type: "programme.change_room", room: "9" });
  await client.answer("edit.changed_meanwhile");
  await vi.waitFor(() => expect(acts.undo.refusal).not.toBe(""));
  void acts.undo.redo();
  await asked(5);
  expect(client.asked[4]).toEqual({ type: "programme.remove_room", room: "9" });
});
