/** The tables of delegations and people: what they show, what they send, and what becomes of a refusal. */
import { beforeEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import DelegationsPage from "./delegations/DelegationsPage.svelte";

const STREAM = "conference/1";
const party = (id: string, name: Record<string, string>, more: object = {}) => ({
  id,
  name,
  spoken: {},
  category: "state" as const,
  code: "",
  outlet: "",
  region: "",
  place: "remote" as const,
  theme: null,
  accredited: true,
  ...more,
});
const details = (id: string, more: object = {}) => ({
  id,
  groups: [],
  rank: null,
  most_members: null,
  microphone: "",
  ...more,
});

function opened() {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent(
    {
      conference: {
        1: { id: "1", name: { en: "Rivers", id: "Sungai" }, languages: ["en", "id"], timezone: "UTC" },
      },
      party: {
        7: party("7", { en: "Fiji", id: "Fiji" }),
        8: party("8", { en: "Chile" }),
        9: party("9", { en: "Ana Vula" }, { outlet: "The Paper" }),
      },
      party_details: { 7: details("7", { rank: 2 }), 8: details("8"), 9: details("9") },
      participant: {
        4: {
          id: "4",
          name: "Ana Vula",
          honorific: "",
          function: "",
          party: "7",
          place: "hall",
          roles: ["delegate"],
          simulated: false,
        },
        5: {
          id: "5",
          name: "Gone",
          honorific: "",
          function: "",
          party: null,
          place: "hall",
          roles: [],
          simulated: false,
        },
      },
    },
    null,
    {},
    STREAM,
  );
  return { client, view: show(DelegationsPage, {}, client) };
}

function cell(row: number, key: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-row="${row}"][data-key="${key}"]`);
  if (!found) throw new Error(`no cell ${row} ${key}`);
  return found;
}

const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

function paste(target: Element, text: string) {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  target.dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
}

const editor = () => document.querySelector<HTMLInputElement>('[data-testid="cell-editor"]');

async function type(row: number, key: string, text: string) {
  cell(row, key).focus();
  press(cell(row, key), "F2");
  await eventually(() => expect(editor()).not.toBeNull());
  const field = editor() as HTMLInputElement;
  field.value = text;
  press(field, "Enter");
}

const serve = (answer: object) => vi.stubGlobal("fetch", () => Promise.resolve(Response.json(answer)));

beforeEach(() => {
  vi.restoreAllMocks();
  const page = { people: [{ id: "4", email: "ana@example.org", state: "sent" }], next: null };
  serve({ ...page, under_way: [] });
});

it("shows delegations by name, without journalists, and an empty row", () => {
  const { view } = opened();
  expect(view.find("grid")?.getAttribute("aria-rowcount")).toBe("5");
  expect([cell(0, "name.en"), cell(1, "name.en"), cell(2, "name.en")].map((one) => one.textContent)).toEqual([
    "Chile",
    "Fiji",
    "Add a delegation …",
  ]);
  expect([cell(1, "rank").textContent, cell(1, "category").textContent]).toEqual(["2", "State"]);
});

it("saves one cell with what was seen, and undoes it", async () => {
  const { client, view } = opened();
  await type(1, "rank", "7");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toEqual({
    type: "parties.change",
    party: "7",
    values: { rank: 7 },
    seen: { rank: 2 },
  });
  await client.answer();
  client.receiveEvent({ party_details: { 7: details("7", { rank: 7 }) } }, null, {}, STREAM);
  view.press("undo");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toMatchObject({ values: { rank: 2 }, seen: { rank: 7 } });
});

it("keeps what was typed where another one was faster, and says what stands there", async () => {
  const { client, view } = opened();
  await type(1, "region", "Asia");
  client.receiveEvent({ party: { 7: party("7", { en: "Fiji" }, { region: "Oceania" }) } }, null, {}, STREAM);
  await client.answer("edit.changed_meanwhile");
  cell(1, "region").focus();
  expect(cell(1, "region").textContent).toBe("Asia");
  expect(cell(1, "region").getAttribute("aria-invalid")).toBe("true");
  expect(view.find("cell-refused")?.textContent).toContain("There stands now: Oceania. You typed: Asia.");
  view.press("keep-mine");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toMatchObject({ values: { region: "Asia" }, seen: { region: "Oceania" } });
});

it("tells of a refused cell at once, wherever the focus is, and leads there even if a filter hides it", async () => {
  const { client, view } = opened();
  await type(1, "region", "Asia");
  cell(0, "code").focus();
  client.receiveEvent({ party: { 7: party("7", { en: "Fiji" }, { region: "Oceania" }) } }, null, {}, STREAM);
  await client.answer("edit.changed_meanwhile");
  expect(view.find("cell-refused")?.textContent).toContain("Somebody changed “Fiji · Region” meanwhile.");
  expect(view.find("cell-refused")?.textContent).toContain("There stands now: Oceania. You typed: Asia.");
  view.type("column-filter-name.en", "Chile");
  await eventually(() => expect(view.find("cell-refused")?.textContent).toContain("Oceania"));
  view.press("to-refused");
  await eventually(() => expect(document.activeElement?.getAttribute("data-key")).toBe("region"));
  expect(document.activeElement?.textContent).toBe("Asia");
  expect(view.find("to-refused")).toBeNull();
});

it("leaves a cell as it was on Escape, and sends no text that is no value", async () => {
  const { client, view } = opened();
  cell(1, "rank").focus();
  press(cell(1, "rank"), "Enter");
  await eventually(() => expect(editor()?.value).toBe("2"));
  press(editor() as HTMLInputElement, "Escape");
  await eventually(() => expect(editor()).toBeNull());
  await type(1, "rank", "first");
  cell(1, "rank").focus();
  expect(view.find("cell-refused")?.textContent).toContain("Give a whole number");
  expect(client.sentCommands).toEqual([]);
});

it("empties the selected cells that may be empty in one command a row", async () => {
  const { client } = opened();
  cell(1, "category").focus();
  press(cell(1, "category"), "End", { shiftKey: true });
  press(cell(1, "spoken.id"), "Delete");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toMatchObject({ values: { rank: null }, seen: { rank: 2 } });
});

it("pastes a block in one command a row, lists wrong cells, and asks before it adds rows", async () => {
  const { client, view } = opened();
  cell(0, "code").focus();
  paste(cell(0, "code"), "cl\tAmericas\nFJI\tOceania\nki\tOceania\n");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toMatchObject({ party: "8", values: { code: "CL", region: "Americas" } });
  await client.answer();
  expect(client.sentCommands[1]).toMatchObject({ party: "7", values: { region: "Oceania" } });
  await client.answer();
  expect(view.find("paste-report")?.textContent).toContain("3 cells changed");
  expect(view.find("paste-report")?.querySelectorAll("li")).toHaveLength(1);
  expect(view.find("paste-offer")?.textContent).toContain("1 pasted row");
  view.press("paste-add");
  await eventually(() => expect(view.text()).toContain("A delegation needs a name"));
  expect(client.sentCommands).toHaveLength(2);
});

it("adds a delegation in the empty row", async () => {
  const { client, view } = opened();
  await type(2, "name.en", "Tuvalu");
  expect(client.sentCommands[0]).toEqual({ type: "parties.add", name: { en: "Tuvalu" } });
  client.receiveEvent({ party: { 11: party("11", { en: "Tuvalu" }) } }, null, {}, STREAM);
  await client.answer();
  expect(cell(2, "name.en").textContent).toBe("Tuvalu");
  view.press("undo");
  await eventually(() => expect(client.sentCommands[1]).toEqual({ type: "parties.remove", party: "11" }));
});

it("moves no row when another organiser changes or adds one", () => {
  const { client, view } = opened();
  client.receiveEvent(
    { party: { 8: party("8", { en: "Zambia" }), 12: party("12", { en: "Andorra" }) } },
    null,
    {},
    STREAM,
  );
  expect(view.text()).toContain("Andorra");
  expect([0, 1, 2].map((row) => cell(row, "name.en").textContent)).toEqual(["Zambia", "Fiji", "Andorra"]);
});

it("changes roles with those that were seen", async () => {
  const { client, view } = opened();
  view.press("tab-people");
  await eventually(() => expect(cell(0, "roles").textContent).toBe("Delegate"));
  await type(0, "roles", "Panellist, Delegate");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands).toMatchObject([
    { type: "parties.change_roles", participant: "4", seen: ["delegate"] },
  ]);
});

it("shows people with address and state, and removes one after a confirmation", async () => {
  const { client, view } = opened();
  view.press("tab-people");
  await eventually(() => expect(cell(0, "email").textContent).toBe("ana@example.org"));
  expect([cell(0, "party").textContent, cell(0, "state").textContent]).toEqual(["Fiji", "Sent"]);
  expect(view.find("grid")?.getAttribute("aria-rowcount")).toBe("3");
  cell(0, "name").focus();
  view.press("remove-row");
  expect(client.sentCommands).toEqual([]);
  view.press("remove-sure");
  expect(client.sentCommands).toEqual([{ type: "parties.remove_member", participant: "4" }]);
});

it("says which decision keeps the delegation and the person of the row as they are", async () => {
  const under_way = [
    { stream: "outcome/3", title: { en: "Declaration" }, parties: ["7"], participants: ["4"], until: null },
  ];
  serve({ under_way });
  const { view } = opened();
  await eventually(() => expect(view.find("decision-outcome/3")?.textContent).toContain("Declaration"));
  cell(0, "name.en").focus();
  await eventually(() => expect(view.find("remove-row")?.textContent).toContain("Chile"));
  expect(view.find("kept")).toBeNull();
  cell(1, "name.en").focus();
  await eventually(() => expect(view.find("remove-row")?.textContent).toContain("Fiji"));
  expect(view.find("kept")?.textContent).toContain("Stays accredited");
});
