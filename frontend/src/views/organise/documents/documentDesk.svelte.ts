/** What organisers do to documents, each act with its undoing. */
import { announcer } from "../../../components/announcer.svelte";
import { language } from "../../../locales/language.svelte";
import type { Client } from "../../../state/client.svelte";
import {
  documents,
  documentsOf,
  uploadDocument,
  type DocumentFile,
  type PaperDocument,
} from "../../../state/documents";
import { inLanguage } from "../../../state/selectors";
import type { Command } from "../../../wire/frames";
import { changes, languageName, languageOf, valuesOf, type Values } from "../../documents/form";
import { errorText, refusalText, t } from "../../documents/texts";

export interface Done {
  text: () => string;
  undo: () => Promise<boolean>;
}

export class DocumentDesk {
  busy = $state(false);
  /** What is being uploaded, by name. */
  sending = $state("");
  /** What was done last, until the next act. */
  done = $state.raw<Done | null>(null);
  private failed = $state.raw<(() => string) | null>(null);

  constructor(
    private readonly client: Client,
    private readonly stream: string,
  ) {}

  get trouble(): string {
    return this.failed?.() ?? "";
  }

  /** The text of a document's title, in the language of now. */
  titleOf = (row: Pick<PaperDocument, "title">): string => inLanguage(row.title, language());

  async add(values: Values): Promise<boolean> {
    const before = documents(this.client).map(({ id }) => id);
    if (!(await this.ask({ type: "documents.add", ...values }))) return false;
    const id = documents(this.client).find((one) => !before.includes(one.id))?.id ?? "";
    this.did("documents.did.added", values, () => this.ask({ type: "documents.remove", document: id }));
    return true;
  }

  /** Changes what differs from the values that were seen. */
  async change(row: PaperDocument, before: Values, after: Values): Promise<boolean> {
    const { values, seen } = changes(before, after);
    const document = row.id;
    const send = (to: Partial<Values>, from: Partial<Values>) =>
      this.ask({ type: "documents.change", document, values: to as Values, seen: from as Values });
    if (Object.keys(values).length && !(await send(values, seen))) return false;
    this.did("documents.did.changed", after, () => send(seen, values));
    return true;
  }

  async remove(row: PaperDocument): Promise<void> {
    if (await this.ask({ type: "documents.remove", document: row.id }))
      this.did("documents.did.removed", row, () => this.ask({ type: "documents.restore", document: row.id }));
  }

  async release(row: PaperDocument): Promise<void> {
    const { embargo, embargo_until } = valuesOf(row);
    const back: Command = {
      type: "documents.change",
      document: row.id,
      values: { embargo, embargo_until } as Values,
      seen: { embargo: "none", embargo_until: null } as Values,
    };
    if (await this.ask({ type: "documents.release", document: row.id }))
      this.did("documents.did.released", row, () => this.ask(back));
  }

  /** Moves a document by so many places among those of its group. */
  async move(row: PaperDocument, by: number): Promise<void> {
    const at = documentsOf(this.client, row.session).findIndex(({ id }) => id === row.id);
    const to = (position: number) => this.ask({ type: "documents.move", document: row.id, position });
    if (await to(at + by)) this.did("documents.did.moved", row, () => to(at));
  }

  /** Uploads files one after the other. A language that is not chosen is found by each file's name. */
  async upload(row: PaperDocument, files: readonly File[], chosen: string, languages: string[]) {
    if (this.busy) return;
    this.begin();
    try {
      for (const file of files) {
        this.sending = file.name;
        const now = documents(this.client).find(({ id }) => id === row.id) ?? row;
        const there = now.files.map((one) => one.language);
        const tag = chosen || languageOf(file.name, languages, there);
        const former = now.files.find((one) => one.language === tag);
        await uploadDocument(this.client.token, row.id, tag, file);
        this.did("documents.did.file_added", row, () => this.takeBack(row, tag, former), tag);
      }
    } catch (error) {
      this.failed = () => errorText(error);
    } finally {
      this.busy = false;
      this.sending = "";
    }
  }

  private takeBack(row: PaperDocument, tag: string, former: DocumentFile | undefined): Promise<boolean> {
    if (former) return this.ask({ type: "documents.restore_file", file: former.id });
    const now = documents(this.client).find(({ id }) => id === row.id);
    const file = now?.files.find((one) => one.language === tag);
    return this.ask({ type: "documents.remove_file", file: file?.id ?? "0" });
  }

  async removeFile(row: PaperDocument, file: DocumentFile): Promise<void> {
    const back = () => this.ask({ type: "documents.restore_file", file: file.id });
    if (await this.ask({ type: "documents.remove_file", file: file.id }))
      this.did("documents.did.file_removed", row, back, file.language);
  }

  async undo(): Promise<void> {
    const done = this.done;
    if (!done || !(await done.undo())) return;
    this.done = null;
    announcer.say(t("documents.did.undone"), "documents");
  }

  private async ask(command: Command): Promise<boolean> {
    if (this.busy) return false;
    this.begin();
    const outcome = await this.client.ask(this.stream, command);
    this.busy = false;
    if (!outcome.ok) this.failed = () => refusalText(outcome.code, outcome.message);
    return outcome.ok;
  }

  private begin() {
    this.busy = true;
    this.failed = null;
  }

  private did(
    key: `documents.did.${"added" | "changed" | "removed" | "released" | "moved" | "file_added" | "file_removed"}`,
    row: Pick<PaperDocument, "title">,
    undo: () => Promise<boolean>,
    tag = "",
  ) {
    const text = () => t(key, { title: this.titleOf(row), language: tag && languageName(tag) });
    this.done = { text, undo };
    announcer.say(text(), "documents");
  }
}
