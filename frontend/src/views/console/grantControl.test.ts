import { describe, expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import NotReady from "./NotReady.svelte";

const entry = (id: string, party: string) => ({
  [id]: { id, party, kind: "statement" as const, order: [Number(id)], limit: 180 },
});

async function refusedAsNotReady() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  client.receiveEvent({ entry: { ...entry("8", "fiji"), ...entry("9", "chile") } });
  const controller = new ConsoleController(client, "2");
  controller.granting.giveFloor(controller.model.next);
  await client.answer("floor.not_ready");
  client.sentCommands.length = 0;
  return { client, controller };
}

it("asks about the entry that is not ready, and shows no refusal (FL19)", async () => {
  const { controller } = await refusedAsNotReady();
  expect(controller.granting.unreadyEntry?.id).toBe("8");
  expect(controller.needsDecision).toBe(true);
  expect(controller.commands.runner.refused).toBeNull();
});

it("announces its question alone, and the answer that changes nothing has the focus", async () => {
  const said = vi.spyOn(announcer, "sayNow");
  onTestFinished(() => said.mockRestore());
  const { client, controller } = await refusedAsNotReady();
  expect(said.mock.calls).toEqual([[controller.granting.notReadyText]]);
  const view = show(NotReady, {}, client, controller);
  expect(document.activeElement).toBe(view.find("not-ready-cancel"));
});

it("grants to that entry with the token of the first attempt once the moderator confirms", async () => {
  const { client, controller } = await refusedAsNotReady();
  const { token } = controller.commands;
  client.receiveEvent({ floor: { 2: { id: "2", token: token + 1 } } });
  controller.granting.grantAnyway();
  expect(client.sentCommands).toEqual([{ type: "floor.grant", entry: "8", token, confirmed: true }]);
});

it("calls the entry that is not ready later, and not the selected one", async () => {
  const { client, controller } = await refusedAsNotReady();
  controller.selection.id = "9";
  controller.granting.callLater();
  expect(client.sentCommands).toMatchObject([{ type: "floor.call_later", entry: "8" }]);
  expect(controller.granting.unreadyEntry).toBeNull();
});

it("asks no longer when the moderator cancels or the entry leaves the list", async () => {
  const { client, controller } = await refusedAsNotReady();
  client.receiveEvent({}, null, { entry: ["8"] });
  expect(controller.granting.unreadyEntry).toBeNull();
  const again = await refusedAsNotReady();
  again.controller.fold();
  expect(again.controller.granting.unreadyEntry).toBeNull();
});

describe("a speaker with time left", () => {
  const STARTED = Date.parse("2021-11-16T05:30:00Z");
  function speaking(seconds: number) {
    vi.useFakeTimers({ now: STARTED + seconds * 1000 });
    onTestFinished(() => void vi.useRealTimers());
    const client = new ManualClient({ roles: ["moderator"], party: null });
    client.receiveEvent(openSession({ id: "1", allotted: 180, started_at: new Date(STARTED).toISOString() }));
    client.receiveEvent({ entry: entry("8", "chile") });
    const controller = new ConsoleController(client, "2");
    const view = show(NotReady, {}, client, controller);
    controller.granting.giveFloor(controller.model.next);
    return { client, controller, view };
  }

  it("is not cut without a question, and the safe answer has the focus", () => {
    const { client, controller, view } = speaking(31);
    expect(view.find("time-left")?.textContent).toContain("2:29");
    expect(announcer.assertive).toMatch(/ still has time left: 2:29$/);
    expect(document.activeElement).toBe(view.find("go-on"));
    controller.granting.giveFloor(controller.model.next);
    expect(client.sentCommands).toEqual([]);
    view.press("go-on");
    expect(view.find("time-left")).toBeNull();
    expect(client.sentCommands).toEqual([]);
  });

  it("is not asked about while the session is suspended: the server says why", () => {
    const { client, controller, view } = speaking(31);
    view.press("go-on");
    const session = { ...openSession().session?.["2"], state: "suspended" as const };
    client.receiveEvent({ session: { 2: session } });
    controller.granting.giveFloor(controller.model.next);
    expect(view.find("time-left")).toBeNull();
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "8" }]);
  });

  it("is cut by the other answer, or its key", () => {
    const { client, controller } = speaking(31);
    controller.granting.grantAnyway();
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "8", token: 1 }]);
  });

  it("is not asked about in the last seconds, nor once that turn is over", () => {
    expect(speaking(175).client.sentCommands).toMatchObject([{ type: "floor.grant" }]);
    const { client, controller, view } = speaking(31);
    client.receiveEvent({ floor: { 2: { id: "2", token: 2, turn: null } } });
    expect(view.find("time-left")).toBeNull();
    expect(view.find("turn-over")?.textContent).toContain("The floor was not given to");
    controller.granting.giveFloor(controller.model.next);
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", token: 2 }]);
    expect(view.find("turn-over")).toBeNull();
  });
});
