/** What organisers do to documents, each act with what undoes it. */
import { languageName } from "../../../locales/languageNames";
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
import { changedValues, languageOf, valuesOf, type Values } from "../../documents/form";
import { errorText, refusalText, t } from "../../documents/texts";
import { UndoStack } from "../undo.svelte";

export class DocumentActs {
  busy = $state(false);
  /** What is being uploaded, by name. */
  sending = $state("");
  readonly undo = new UndoStack();
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
    if (!(await this.send({ type: "documents.add", ...values }))) return false;
    const id = documents(this.client).find((one) => !before.includes(one.id))?.id ?? "";
    this.pushUndo(
      "documents.did.added",
      values,
      { type: "documents.remove", document: id },
      { type: "documents.restore", document: id },
    );
    return true;
  }

  /** Changes what differs from the values that were seen. */
  async change(row: PaperDocument, before: Values, after: Values): Promise<boolean> {
    const { values, seen } = changedValues(before, after);
    const document = row.id;
    if (!Object.keys(values).length) return true;
    const change = (to: Partial<Values>, from: Partial<Values>): Command => ({
      type: "documents.change",
      document,
      values: to as Values,
      seen: from as Values,
    });
    if (!(await this.send(change(values, seen)))) return false;
    this.pushUndo("documents.did.changed", after, change(seen, values), change(values, seen));
    return true;
  }

  async remove(row: PaperDocument): Promise<void> {
    const remove: Command = { type: "documents.remove", document: row.id };
    if (await this.send(remove))
      this.pushUndo("documents.did.removed", row, { type: "documents.restore", document: row.id }, remove);
  }

  async release(row: PaperDocument): Promise<void> {
    const { embargo, embargo_until } = valuesOf(row);
    const back: Command = {
      type: "documents.change",
      document: row.id,
      values: { embargo, embargo_until } as Values,
      seen: { embargo: "none", embargo_until: null } as Values,
    };
    const release: Command = { type: "documents.release", document: row.id };
    if (await this.send(release)) this.pushUndo("documents.did.released", row, back, release);
  }

  /** Moves a document by so many places among those of its group. */
  async move(row: PaperDocument, by: number): Promise<void> {
    const at = documentsOf(this.client, row.session).findIndex(({ id }) => id === row.id);
    const to = (position: number): Command => ({ type: "documents.move", document: row.id, position });
    if (await this.send(to(at + by))) this.pushUndo("documents.did.moved", row, to(at), to(at + by));
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
        const added = await uploadDocument(this.client.token, row.id, tag, file);
        const back: Command = former
          ? { type: "documents.restore_file", file: former.id }
          : { type: "documents.remove_file", file: added };
        this.pushUndo(
          "documents.did.file_added",
          row,
          back,
          { type: "documents.restore_file", file: added },
          tag,
        );
      }
    } catch (error) {
      this.failed = () => errorText(error);
    } finally {
      this.busy = false;
      this.sending = "";
    }
  }

  async removeFile(row: PaperDocument, file: DocumentFile): Promise<void> {
    const remove: Command = { type: "documents.remove_file", file: file.id };
    const back: Command = { type: "documents.restore_file", file: file.id };
    if (await this.send(remove))
      this.pushUndo("documents.did.file_removed", row, back, remove, file.language);
  }

  private async send(command: Command): Promise<boolean> {
    if (this.busy) return false;
    this.begin();
    const outcome = await this.client.sendCommand(this.stream, command);
    this.busy = false;
    if (!outcome.ok) this.failed = () => refusalText(outcome);
    return outcome.ok;
  }

  /** Sends the command of an undo or redo. Why it was refused; empty if it was done. */
  private async restore(command: Command): Promise<string> {
    const outcome = await this.client.sendCommand(this.stream, command);
    return outcome.ok ? "" : refusalText(outcome);
  }

  private begin() {
    this.busy = true;
    this.failed = null;
  }

  private pushUndo(
    key: `documents.did.${"added" | "changed" | "removed" | "released" | "moved" | "file_added" | "file_removed"}`,
    row: Pick<PaperDocument, "title">,
    back: Command,
    again: Command,
    tag = "",
  ) {
    const label = () => t(key, { title: this.titleOf(row), language: tag && languageName(tag) });
    this.undo.push({ label, undo: () => this.restore(back), redo: () => this.restore(again) });
    announcer.say(label(), "documents");
  }
}
