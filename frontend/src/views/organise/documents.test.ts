import { afterEach, expect, it, vi } from "vitest";
import type { PaperDocument } from "../../state/documents";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import DocumentList from "../documents/DocumentList.svelte";
import DocumentsTab from "../session/DocumentsTab.svelte";
import Documents from "./Documents.svelte";
import { eventually } from "../../testing/eventually";

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const CONFERENCE = "conference/1";
const file = (id: string, language = "en", octets = 3) => ({
  id,
  language,
  name: `a-${language}.pdf`,
  kind: "pdf" as const,
  octets,
  sha256: "0",
});
const paper = (id: string, values: Partial<PaperDocument> = {}): PaperDocument => ({
  id,
  session: null,
  symbol: `ICDD/2021/${id}`,
  title: { en: `Paper ${id}` },
  access: "public",
  embargo: "none",
  embargo_until: null,
  released_at: "2021-11-16T05:20:00.000Z",
  position: Number(id),
  files: [],
  ...values,
});

function client(roles: string[], ...rows: PaperDocument[]) {
  const client = new ManualClient({ roles, party: null });
  client.receiveEvent(
    {
      conference: {
        1: { id: "1", name: { en: "ICDD", id: "ICDD" }, languages: ["en", "id"], timezone: "Asia/Makassar" },
      },
      session: { 2: { id: "2", title: { en: "Rivers" }, starts_at: "2021-11-16T05:20:00Z" } },
      document: Object.fromEntries(rows.map((row) => [row.id, row])),
    },
    null,
    {},
    CONFERENCE,
  );
  return client;
}

it("groups documents by session, in their order", () => {
  const rows = [paper("1", { position: 5 }), paper("2"), paper("3", { session: "2" })];
  const view = show(Documents, {}, client(["organiser"], ...rows));
  const ids = (group: string) =>
    [...(view.find(`documents-${group}`)?.querySelectorAll("tbody tr") ?? [])].map(
      (row) => (row as HTMLElement).dataset["testid"],
    );
  expect(ids("conference")).toEqual(["document-row-2", "document-row-1"]);
  expect(ids("2")).toEqual(["document-row-3"]);
});

it("undoes a removal, and does it again", async () => {
  const held = client(["organiser"], paper("1"));
  const view = show(Documents, {}, held);
  view.press("remove-1");
  await held.answer();
  expect(view.find("undo")?.textContent).toContain("removed Paper 1");
  view.press("undo");
  await eventually(() => expect(held.sentCommands).toHaveLength(2));
  await held.answer();
  await eventually(() => expect(view.find("undo")).toBeNull());
  view.press("redo");
  await eventually(() => expect(held.sentCommands).toHaveLength(3));
  expect(held.sentCommands).toEqual([
    { type: "documents.remove", document: "1" },
    { type: "documents.restore", document: "1" },
    { type: "documents.remove", document: "1" },
  ]);
});

it("undoes a release with the embargo that there was", async () => {
  const withheld = paper("1", { embargo: "held", released_at: null });
  const held = client(["organiser"], withheld);
  const view = show(Documents, {}, held);
  view.press("release-1");
  await held.answer();
  view.press("undo");
  await eventually(() => expect(held.sentCommands).toHaveLength(2));
  expect(held.sentCommands[1]).toEqual({
    type: "documents.change",
    document: "1",
    values: { embargo: "held", embargo_until: null },
    seen: { embargo: "none", embargo_until: null },
  });
});

it("uploads under the language in the file's name, and undoes that by restoring the former file", async () => {
  const sent: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    sent.push(path);
    return Promise.resolve(new Response('{"id": "8"}', { status: 201 }));
  });
  const held = client(["organiser"], paper("1", { files: [file("7", "fr")] }));
  const view = show(Documents, {}, held);
  const picker = view.find("file-1") as HTMLInputElement;
  Object.defineProperty(picker, "files", { value: [new File(["%PDF-"], "report_fr.pdf")] });
  picker.dispatchEvent(new Event("change", { bubbles: true }));
  await eventually(() => expect(view.find("undo")?.textContent).toContain("French"));
  expect(sent).toEqual(["/api/v1/documents/1/files/fr?name=report_fr.pdf"]);
  view.press("undo");
  await eventually(() => expect(held.sentCommands).toEqual([{ type: "documents.restore_file", file: "7" }]));
});

it("shows readers the documents of the session, and those that they alone are sent, once", () => {
  const held = client(["delegate"], paper("1", { session: "2" }), paper("2"));
  const own = { ...paper("3", { session: "2" }) };
  held.receiveEvent({ my_document: { 3: own }, my_session_document: { 3: own } }, null, {}, CONFERENCE);
  show(DocumentsTab, { session: "2" }, held);
  const shown = [...document.querySelectorAll<HTMLElement>("li[data-testid]")];
  expect(shown.map((each) => each.dataset["testid"])).toEqual(["document-1", "document-3", "document-2"]);
});

it("fetches a large file in parts", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers["Range"] ?? "");
    return Promise.resolve(new Response("xx", { status: 206 }));
  });
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:", revokeObjectURL: () => undefined }),
  );
  const row = paper("1", { files: [file("7", "en", 5)] });
  const view = show(DocumentList, { rows: [row] }, client(["audience"], row));
  view.press("download-7");
  await eventually(() => expect(asked).toEqual(["bytes=0-", "bytes=2-", "bytes=4-"]));
});

it("lets those who moderate the session release its document, and no others", () => {
  const row = paper("1", { session: "2", embargo: "held", released_at: null });
  for (const [roles, releases] of [
    [["moderator"], true],
    [["operator"], false],
  ] as const) {
    const view = show(DocumentList, { rows: [row] }, client([...roles], row));
    expect(view.find("release-1") !== null).toBe(releases);
  }
});

it("keeps what was typed when the page is left, until it is added or cancelled", async () => {
  const organiser = client(["organiser"]);
  const first = show(Documents, {}, organiser);
  first.press("open-document");
  first.type("document-title-en", "Draft message");
  first.type("document-symbol", "ICDD/2021/3");
  await eventually(() => expect(sessionStorage.length).toBe(1));
  await first.unmount();

  const again = show(Documents, {}, organiser);
  await eventually(() => expect(again.field("document-title-en").value).toBe("Draft message"));
  expect(again.field("document-symbol").value).toBe("ICDD/2021/3");
  again.press("document-cancel");
  await eventually(() => expect(again.find("document-symbol")).toBeNull());
  expect(sessionStorage.length).toBe(0);
});
