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
  columns: [
    { name: "Land", field: "name:en", example: "Samoa" },
    { name: "Colour", field: "", example: "" },
  ],
  known_fields: ["code", "name:en", "name:id", "region"],
  head: 1,
  above: [],
  better: "",
  steps: [
    { row: 2, verdict: "add", name: "Samoa", changes: [{ field: "name:en", before: "", after: "Samoa" }] },
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

function choose(view: ReturnType<typeof show>, ...names: string[]) {
  const input = view.field("import-file");
  const files = (names.length ? names : ["delegations.csv"]).map(
    (name) => new File(["code,name\nWS,Samoa\n"], name),
  );
  Object.defineProperty(input, "files", { configurable: true, value: files });
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
  expect(view.find("import-steps")?.textContent).toContain("Name (English)");
  expect(asked).toEqual(["POST /api/v1/organise/exchange/delegations/preview"]);
  answers["delegations/apply"] = answer({ added: 1, changed: 1, same: 2 });
  view.press("import-apply");
  await shown(view, "Imported: 1 new, 1 changed, 2 as before.");
  await eventually(() => expect(document.activeElement).toBe(view.find("import-done")));
  expect(asked).toContain("POST /api/v1/organise/exchange/delegations/apply?digest=d1");
  expect(view.find("import-apply")).toBeNull();
});

it("names the words of a file as the screens do, and leaves texts as they are", async () => {
  const change = (field: string, before: string, after: string) => ({ field, before, after });
  const changes = [
    change("category", "state", "observer"),
    change("place", "remote", "hall"),
    change("region", "Atlantis", "asia-pacific"),
    change("accredited", "yes", "no"),
    change("function", "state", "hall"),
  ];
  const steps = [{ row: 2, verdict: "change", name: "Fiji", changes }];
  answers["delegations/preview"] = answer({ ...PREVIEW, steps });
  onTestFinished(() => setLanguage("en"));
  setLanguage("fr");
  const view = opened();
  choose(view);
  const told = () =>
    [...(view.find("import-steps")?.querySelectorAll("bdi") ?? [])].map((one) => one.textContent);
  await eventually(() =>
    expect(told().slice(1)).toEqual([
      "État",
      "Observateur",
      "à distance",
      "salle",
      "Atlantis",
      "Asie et Pacifique",
      "oui",
      "non",
      "state",
      "hall",
    ]),
  );
});

it("names the motions on which speakers are counted as the screens do", async () => {
  const after = "adjournment_of_debate 2 for 1 against; other 0 for 3 against";
  const changes = [{ field: "motion_speakers", before: "", after }];
  answers["delegations/preview"] = answer({
    ...PREVIEW,
    steps: [{ row: 2, verdict: "change", name: "Debate", changes }],
  });
  const view = opened();
  choose(view);
  await eventually(() =>
    expect(view.find("import-steps")?.querySelector("ins")?.textContent).toBe(
      "adjournment of the debate: for 2, against 1; another procedural motion: for 0, against 3",
    ),
  );
});

it("names wrong rows in the reader's language, and imports nothing", async () => {
  const fault = {
    row: 4,
    rows: [4],
    count: 1,
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

it("says an equal error once, with the first rows and how many there are", async () => {
  const fault = { row: 2, rows: [2, 3, 4], count: 41, name: "Samoa", column: "name", code: "no_column" };
  const faults = [{ ...fault, values: {}, message: "" }];
  answers["delegations/preview"] = answer({ ...PREVIEW, counts: { ...PREVIEW.counts, wrong: 41 }, faults });
  const view = opened();
  choose(view);
  await shown(view, "No column of the file is read as “Name”");
  const [, row] = view.field("import-faults").querySelectorAll("tr");
  expect(row?.textContent).toContain("2, 3, 4 … (41 in all)");
  expect(row?.textContent).not.toContain("Samoa");
});

it("says which rows above the names of the columns are left out", async () => {
  answers["delegations/preview"] = answer({ ...PREVIEW, head: 3, above: ["Liste des délégations", "Bali"] });
  const view = opened();
  choose(view);
  await shown(view, "Row 3 names the columns. Left out above it: Liste des délégations · Bali");
});

it("reads a column as the organiser chooses, and no field twice", async () => {
  const view = opened();
  choose(view);
  await shown(view, "Columns read: 1 of 2");
  expect(view.field("import-columns")).toHaveProperty("open", true);
  let finish: (answer: Response) => void = () => undefined;
  answers["delegations/preview"] = () => new Promise((resolve) => (finish = resolve));
  view.choose("import-column-1", "name:en");
  await eventually(() => expect(view.field("import-column-0").value).toBe(""));
  expect(view.find("import-apply")).toBeNull();
  view.choose("import-column-0", "region");
  const columns = [
    { name: "Land", field: "region", example: "Samoa" },
    { name: "Colour", field: "name:en", example: "" },
  ];
  answers["delegations/preview"] = answer({ ...PREVIEW, columns, digest: "d2" });
  finish(Response.json(PREVIEW));
  await shown(view, "Columns read: 2 of 2");
  await shown(view, "Import 2 rows");
  expect(asked.slice(1)).toEqual([
    "POST /api/v1/organise/exchange/delegations/preview?columns=,name:en",
    "POST /api/v1/organise/exchange/delegations/preview?columns=region,name:en",
  ]);
  answers["delegations/apply"] = answer({ added: 1, changed: 1, same: 2 });
  view.press("import-apply");
  await shown(view, "Imported: 1 new");
  expect(asked).toContain("POST /api/v1/organise/exchange/delegations/apply?digest=d2");
});

it("shows the files that wait, and reads the next one when the first is imported", async () => {
  const view = opened();
  choose(view, "delegations.csv", "late.csv");
  view.choose("import-table", "people");
  choose(view, "people.csv");
  await shown(view, "What delegations.csv would do");
  expect(view.field("import-waiting").textContent).toMatch(/late\.csv.*Delegations.*people\.csv.*People/);
  view.field("import-waiting").querySelectorAll("button")[1]?.click();
  expect(view.field("import-waiting").textContent).not.toContain("late.csv");
  answers["delegations/apply"] = answer({ added: 1, changed: 1, same: 2 });
  answers["people/preview"] = answer(PREVIEW);
  view.press("import-apply");
  await shown(view, "What people.csv would do");
  expect(view.text()).toContain("Imported: 1 new, 1 changed, 2 as before.");
  expect(view.find("import-waiting")).toBeNull();
  answers["people/apply"] = answer({ added: 3, changed: 0, same: 0 });
  view.press("import-apply");
  await shown(view, "Imported: 3 new, 0 changed, 0 as before.");
});

it("reads a corrected file before those that wait", async () => {
  answers["delegations/preview"] = answer({ code: "exchange.macros", detail: "macros" }, 400);
  const view = opened();
  choose(view, "wrong.xlsm", "next.csv");
  await shown(view, "This workbook has macros.");
  answers["delegations/preview"] = answer(PREVIEW);
  choose(view, "right.xlsx");
  await shown(view, "What right.xlsx would do");
  expect(view.field("import-waiting").textContent).toContain("next.csv");
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

it("names the column of the file, or the field that it has no column for", async () => {
  const note = {
    row: 2,
    rows: [2],
    count: 1,
    name: "Opening",
    code: "room_clash",
    values: { text: "Rivers" },
  };
  const notes = ["Sala", "room"].map((column) => ({ ...note, column, message: "" }));
  const columns = [{ name: "Sala", field: "room", example: "A" }];
  answers["delegations/preview"] = answer({ ...PREVIEW, columns, notes });
  const view = opened();
  choose(view);
  await shown(view, "“Rivers” is in the same room");
  const rows = [...view.field("import-notes").querySelectorAll("tbody tr")];
  expect(rows.map((row) => row.querySelector("td")?.textContent)).toEqual(["Sala", "Room"]);
});

it("counts the events of a schedule, not rows", async () => {
  const note = {
    row: 7,
    rows: [7],
    count: 1,
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
