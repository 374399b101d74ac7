/** Points of order, motions and appeals at the console (FL13). */
import { describe, expect, it } from "vitest";
import { HandheldClient, opened } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import NotReady from "./NotReady.svelte";
import Order from "./Order.svelte";
import Voting from "./Voting.svelte";

const statement = { 8: { id: "8", party: "fiji", kind: "statement" as const, order: [1], limit: 180 } };
const order = { 9: { id: "9", party: "chile", kind: "point_of_order" as const, order: [0, 0] } };
const motion = {
  10: {
    id: "10",
    party: "peru",
    kind: "motion" as const,
    motion: "other" as const,
    motion_text: "That the room be aired.",
    order: [0, 6],
  },
};

function presiding(put: object = {}) {
  const client = new HandheldClient({ roles: ["moderator"], party: null });
  client.tell(opened());
  client.tell(put);
  return { client, controller: new ConsoleController(client, "2") };
}

it("shows all that waits, in order, with what was moved", () => {
  const { client, controller } = presiding({ entry: { ...motion, ...order } });
  const view = show(Order, {}, client, controller);
  expect(view.find("point-of-order")?.querySelector("strong")?.textContent).toContain("Point of order");
  expect(view.find("later-orders")?.textContent).toContain("That the room be aired.");
});

describe("giving the floor while a point of order waits", () => {
  it("asks first, and gives it when asked again", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    const view = show(NotReady, {}, client, controller);
    controller.granting.give(controller.model.next);
    expect(client.asked).toEqual([]);
    expect(controller.needsDecision).toBe(true);
    view.press("give-anyway");
    expect(client.asked).toMatchObject([{ type: "floor.grant", entry: "8", confirmed: false }]);
  });

  it("asks no longer once it was heard or withdrawn", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    controller.granting.give(controller.model.next);
    client.tell({}, null, { entry: ["9"] });
    expect(controller.granting.behindOrder).toBeNull();
    controller.granting.give(controller.model.next);
    expect(client.asked).toMatchObject([{ type: "floor.grant", entry: "8" }]);
  });

  it("asks again when another point of order waits", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    controller.granting.give(controller.model.next);
    const another = { 11: { ...order[9], id: "11" } };
    client.tell({ entry: another }, null, { entry: ["9"] });
    expect(controller.granting.behindOrder).toBeNull();
    controller.granting.give(controller.model.next);
    expect([client.asked, controller.granting.behindOrder?.id]).toEqual([[], "8"]);
  });

  it("does not ask because of a motion", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...motion } });
    controller.granting.give(controller.model.next);
    expect(client.asked).toMatchObject([{ type: "floor.grant", entry: "8" }]);
  });
});

describe("a motion that is heard", () => {
  const heard = () => {
    const { client, controller } = presiding();
    client.tell(opened({ id: "3", kind: "motion", motion: "suspension", motion_text: "" }, 3));
    return { client, controller, view: show(Voting, {}, client, controller) };
  };

  it("is ruled out of order with words, never in one press", async () => {
    const { client, view } = heard();
    view.press("rule-out");
    expect(client.asked).toEqual([]);
    view.type("rule-out-text", "It was decided already. ");
    view.press("rule-out-confirm");
    expect(client.asked).toEqual([
      { type: "floor.rule_out_of_order", token: 3, text: "It was decided already." },
    ]);
    await client.answer("floor.token_changed");
    expect(view.field("rule-out-text").value).toBe("It was decided already. ");
  });
});

describe("an appeal that a delegation raised", () => {
  const raised = () => {
    const { client, controller } = presiding();
    const floor = { 2: { id: "2", ruled: "4", appellant: "chile", token: 5 } };
    client.tell({ floor });
    return { client, view: show(Voting, {}, client, controller) };
  };

  it("is put to the vote for that delegation", () => {
    const { client, view } = raised();
    view.press("appeal-confirm");
    expect(client.asked).toEqual([{ type: "floor.appeal", token: 5, ruling: "4", party: "chile" }]);
  });

  it("is withdrawn for it", () => {
    const { client, view } = raised();
    view.press("withdraw-appeal");
    expect(client.asked).toEqual([{ type: "floor.withdraw_appeal", ruling: "4" }]);
  });
});
