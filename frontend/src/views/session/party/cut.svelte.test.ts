/** What a party is told if its connection breaks during the transfer of a file or a text. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import VideoStatementPreview from "../../videoStatement/VideoStatementPreview.svelte";
import { videoStatement as videoStatementEn } from "../../../locales/en/session.json";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import Statement from "./Statement.svelte";
import { party as en } from "../../../locales/en/session.json";
import { newDraft } from "./writtenStatements";
import WrittenForm from "./WrittenForm.svelte";

let client: ManualClient;

beforeEach(() => {
  client = new ManualClient();
  client.receiveEvent(openSession());
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
});
afterEach(() => vi.unstubAllGlobals());

const later = () => new Promise((resolve) => setTimeout(resolve));

it("says that nothing of a document was kept, and allows to send it again", async () => {
  const draft = $state({ ...newDraft("en"), way: "file" as const });
  const view = show(
    WrittenForm,
    { model: new OwnSessionModel(client, "2"), draft, ondone: () => undefined },
    client,
  );
  const files = { 0: new File(["text"], "statement.pdf"), length: 1, item: () => null };
  Object.defineProperty(view.field("written-file"), "files", { value: files, writable: true });
  view.choose("written-file", "");
  view
    .field("written-submit")
    .closest("form")
    ?.dispatchEvent(new Event("submit", { cancelable: true }));
  await later();
  expect(view.text()).toContain(en["refusal.written.cut"]);
  expect(view.text()).not.toContain(en["written.sending"]);
});

it("shows what is left out of a document before it is handed in", async () => {
  const asked: string[] = [];
  const answers = [
    Response.json({ text: "<p>We agree.</p>", rich: true, words: 2, left_out: { hidden: 3, pictures: 1 } }),
    Response.json({ statement: "4" }, { status: 201 }),
  ];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(answers[asked.length - 1]);
  });
  const draft = $state({ ...newDraft("en"), way: "file" as const });
  let done = 0;
  const view = show(
    WrittenForm,
    { model: new OwnSessionModel(client, "2"), draft, ondone: () => done++ },
    client,
  );
  const files = { 0: new File(["text"], "statement.docx"), length: 1, item: () => null };
  Object.defineProperty(view.field("written-file"), "files", { value: files, writable: true });
  view.choose("written-file", "");
  const submit = () =>
    view
      .field("written-submit")
      .closest("form")
      ?.dispatchEvent(new Event("submit", { cancelable: true }));
  submit();
  await later();
  await later();
  const shown = view.find("written-look")?.textContent ?? "";
  for (const said of ["3 words of hidden text", "1 picture, chart or formula", "We agree."])
    expect(shown).toContain(said);
  expect(done).toBe(0);
  submit();
  await later();
  await later();
  expect(done).toBe(1);
  expect(asked.map((address) => address.includes("confirmed=true"))).toEqual([false, true]);
});

it("says that a document could not be fetched", async () => {
  const statement = { id: "4", party: "fiji", language: "en", text: "Text", rich: false, file: "pdf" };
  const props = { model: new OwnSessionModel(client, "2"), statement: statement as never };
  const view = show(Statement, props, client);
  view.press("written-fetch-4");
  await later();
  expect(view.find("refusal")?.textContent.trim()).toBe(en["refusal.written.not_fetched"]);
});

it("says that a video statement could not be fetched", async () => {
  const view = show(VideoStatementPreview, { party: "fiji", name: "Fiji", client }, client);
  view.press("preview-fiji");
  await later();
  expect(view.find("refusal")?.textContent).toBe(videoStatementEn["refusal.video_statement.not_fetched"]);
});
