/** Import and export: what a file would do, what is wrong with it, and what is sent. */
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { setLanguage } from "../../locales/language.svelte";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Exchange from "./Exchange.svelte";
import type { FilePreview } from "./exchange/api";
import { eventually } from "../../testing/eventually";

const PREVIEW: FilePreview = {
  form: "csv",
  encoding: "utf-8",
  digest: "d1",
  counts: { add: 1, change: 1, same: 2, wrong: 0 },
  ignored: ["colour"],
  better: "",
  steps: [
    { row: 2, verdict: "add", name: "Samoa", changes: [] },
    { row: 3, verdict: "change", name: "Fiji", changes: [{ field: "rank", before: "", after: "3" }] },
  ],
  faults: [],
  notes: [],
};
let asked: string[] = [];
let answers: Record<string, () => Promise<Response>> = {};

function opened() {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent(
    { conference: { 1: { id: "1", name: { en: "Rivers" }, timezone: "UTC" } } },
    null,
    {},
    "conference/1",
  );
  return show(Exchange, {}, client);
}

function choose(view: ReturnType<typeof show>, name = "delegations.csv") {
  const input = view.field("import-file");
  const file = new File(["code,name\nWS,Samoa\n"], name);
  Object.defineProperty(input, "files", { configurable: true, value: [file] });
  Object.defineProperty(input, "value", { configurable: true, writable: true, value: "" });
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const answer =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));
const shown = (view: ReturnType<typeof show>, text: string) =>
  eventually(() => expect(view.text()).toContain(text));

beforeEach(() => {
  vi.restoreAllMocks();
  asked = [];
  answers = { "delegations/preview": answer(PREVIEW) };
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push(`${init.method ?? "GET"} ${path}`);
    const key = Object.keys(answers).find((one) => path.includes(one));
    return key ? answers[key]?.() : Promise.resolve(Response.json({ done: 0, rows: 0 }));
  });
});

it("shows what a file would do, and imports it when it is confirmed", async () => {
  const view = opened();
  choose(view);
  await shown(view, "1 new · 1 changed · 2 as they are");
  expect(view.text()).toContain("Columns that are not read: colour");
  expect(view.find("import-steps")?.textContent).toContain("Samoa");
  expect(asked).toEqual(["POST /api/v1/organise/exchange/delegations/preview"]);
  answers["delegations/apply"] = answer({ added: 1, changed: 1, same: 2 });
  view.press("import-apply");
  await shown(view, "Imported: 1 new, 1 changed, 2 as before.");
  await eventually(() => expect(document.activeElement).toBe(view.find("import-done")));
  expect(asked).toContain("POST /api/v1/organise/exchange/delegations/apply?digest=d1");
  expect(view.find("import-apply")).toBeNull();
});

it("names wrong rows in the reader's language, and imports nothing", async () => {
  const fault = {
    row: 4,
    name: "Samoa",
    column: "code",
    code: "code",
    values: { text: "FJI" },
    message: "English",
  };
  const unknown = { ...fault, row: 5, code: "new_code", message: "A sentence of the server." };
  const counts = { ...PREVIEW.counts, wrong: 2 };
  answers["delegations/preview"] = answer({ ...PREVIEW, counts, faults: [fault, unknown] });
  const view = opened();
  choose(view);
  await shown(view, "“FJI” is no code of a country.");
  expect(view.find("import-faults")?.textContent).toContain("Samoa");
  expect(view.text()).toContain("A sentence of the server.");
  expect(view.find("import-apply")).toBeNull();
  setLanguage("id");
  onTestFinished(() => setLanguage("en"));
  await shown(view, "“FJI” bukan kode negara.");
});

it("says why a file cannot be read", async () => {
  answers["delegations/preview"] = answer({ code: "exchange.macros", detail: "macros" }, 400);
  const view = opened();
  choose(view, "delegations.xlsm");
  await shown(view, "This workbook has macros.");
});

it("names the cells because of which a file cannot be read, in the reader's language", async () => {
  const refused = { code: "exchange.merged", detail: "The cells …", values: { cells: "A2:B3" } };
  answers["delegations/preview"] = answer(refused, 400);
  setLanguage("id");
  onTestFinished(() => setLanguage("en"));
  const view = opened();
  choose(view, "delegations.xlsx");
  await shown(view, "Sel A2:B3 digabung.");
});

it("names the row whose change was refused, in the reader's language", async () => {
  const view = opened();
  choose(view);
  await shown(view, "1 new");
  setLanguage("id");
  onTestFinished(() => setLanguage("en"));
  const refused = { code: "parties.last_organiser", detail: "Row 3: This is …", values: { row: 3 } };
  answers["delegations/apply"] = answer(refused, 409);
  view.press("import-apply");
  await shown(view, "Baris 3: Ini satu-satunya penyelenggara");
  answers["delegations/apply"] = answer({ ...refused, code: "parties.new_code" }, 409);
  view.press("import-apply");
  await shown(view, "Row 3: This is …");
  expect(view.text()).not.toContain("Baris 3: Row 3");
});

it("counts the events of a schedule, not rows", async () => {
  const note = {
    row: 7,
    name: "Opening",
    column: "speakers",
    code: "speaker_unknown",
    values: { text: "Ana" },
  };
  answers["delegations/preview"] = answer({ ...PREVIEW, form: "json", notes: [{ ...note, message: "" }] });
  const view = opened();
  choose(view, "schedule.json");
  await shown(view, "Nobody here is called “Ana”");
  expect(view.find("import-notes")?.textContent).toContain("Event");
});

it("offers another table for a file that has its columns", async () => {
  answers["delegations/preview"] = answer({ ...PREVIEW, better: "people" });
  answers["people/preview"] = answer(PREVIEW);
  const view = opened();
  choose(view, "people.csv");
  await shown(view, "The file has more columns of the table People than of Delegations.");
  view.press("import-as-better");
  await eventually(() => expect(view.find("import-better")).toBeNull());
  await shown(view, "What people.csv would do");
  expect(asked).toEqual([
    "POST /api/v1/organise/exchange/delegations/preview",
    "POST /api/v1/organise/exchange/people/preview",
  ]);
  expect(view.field("import-table").value).toBe("people");
});

it("shows how far the import is", async () => {
  let finish: (answer: Response) => void = () => undefined;
  answers["delegations/apply"] = () => new Promise((resolve) => (finish = resolve));
  answers["exchange/progress"] = answer({ done: 100, rows: 150 });
  const view = opened();
  choose(view);
  await shown(view, "Import 2 rows");
  view.press("import-apply");
  await shown(view, "100 of 150 rows are imported");
  finish(Response.json({ code: "exchange.changed_meanwhile", detail: "changed" }, { status: 409 }));
  await shown(view, "Nothing was imported: the file or the conference changed since the preview.");
  await eventually(() => expect(document.activeElement).toBe(view.find("import-apply")));
});

it("offers a schedule for the programme alone", () => {
  const view = opened();
  expect(view.find("export-people-json")).toBeNull();
  expect(view.find("export-programme-json")).not.toBeNull();
  view.choose("import-table", "programme");
  expect(view.field("import-file").accept).toContain(".json");
});

it("gives out the address of the conference's calendar, and a new one", async () => {
  let made = 0;
  answers["calendars"] = () => answer({ url: `https://hall.example/calendar/${made++}.ics` })();
  const view = opened();
  view.press("calendar-conference");
  await eventually(() =>
    expect(view.field("calendar-address").value).toBe("https://hall.example/calendar/0.ics"),
  );
  expect(view.find("calendar-open")?.getAttribute("href")).toBe("webcal://hall.example/calendar/0.ics");
  view.press("calendar-renew");
  await eventually(() =>
    expect(view.field("calendar-address").value).toBe("https://hall.example/calendar/1.ics"),
  );
});
