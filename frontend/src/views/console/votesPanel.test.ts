/** Proposals and votes in the console's panel: what is known before the press, and refusals beside what was pressed. */
import { describe, expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import VotesPanel from "./VotesPanel.svelte";

const proposal = (id: string) => ({
  [id]: { id, symbol: `L.${id}`, title: "On trust", sponsors: [], state: "tabled" as const, link: "" },
});
const quorum = (present: number) => ({
  counted_by: "roll_call" as const,
  present,
  accredited: 21,
  needed: 11,
});

function panel() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  client.receiveEvent({ proposal: { ...proposal("1"), ...proposal("2") } });
  const controller = new ConsoleController(client, "2");
  return { client, controller, view: show(VotesPanel, {}, client, controller) };
}

describe("a proposal without a quorum", () => {
  it("says so before it is put, and offers to call the roll", () => {
    const { client, view } = panel();
    client.receiveSignal("rollcall.quorum", quorum(8));
    view.press("put-proposal-1");
    expect(view.find("quorum-now")?.textContent).toContain("Present: 8 of 21. Needed to decide: 11.");
    view.press("quorum-roll");
    expect(client.sentCommands).toEqual([{ type: "rollcall.open" }]);
    client.receiveSignal("rollcall.quorum", quorum(12));
    expect(view.find("quorum-roll")).toBeNull();
  });

  it("keeps its form while the panel shows the roll call", async () => {
    const { client, controller, view } = panel();
    client.receiveSignal("rollcall.quorum", quorum(8));
    view.press("put-proposal-1");
    view.choose("vote-majority", "two_thirds");
    view.press("quorum-roll");
    expect(controller.sides.shown).toBe("rollcall");
    await view.unmount();
    const again = show(VotesPanel, {}, client, controller);
    expect(again.field("vote-majority").value).toBe("two_thirds");
    again.press("put-proposal-confirm");
    expect(client.sentCommands.at(-1)).toMatchObject({ proposal: "1", majority: "two_thirds" });
  });

  it("is refused with the figures, beside the button that was pressed", async () => {
    const { client, view } = panel();
    view.press("put-proposal-2");
    view.press("put-proposal-confirm");
    await client.answer("rollcall.no_quorum", { present: 8, accredited: 21, needed: 11 });
    const refusal = view.find("refusal");
    expect(refusal?.textContent).toContain("8 present, 11 needed. Call the roll");
    expect(refusal?.closest("li")?.textContent).toContain("L.2");
  });
});

it("refuses an indicative vote beside its own button", async () => {
  const { client, view } = panel();
  view.type("vote-question", "Shall we go on?");
  view.press("put-question");
  await client.answer("floor.somebody_speaks");
  expect(view.find("refusal")?.closest("form")?.contains(view.find("put-question"))).toBe(true);
});
