/** What an organiser changes of the conference, field by field, each with its undoing. */
import { problemOf, withBearer, problemIn } from "../../../state/api";
import type { Client } from "../../../state/client.svelte";
import type { Entities } from "../../../state/store.svelte";
import type { Command } from "../../../wire/frames";
import type { Answer } from "../programme/planActs.svelte";
import { UndoStack } from "../undo.svelte";
import { refusalText, t } from "./texts";

export type Conference = Entities["conference"];
export type ConferenceValues = Extract<Command, { type: "programme.change_conference" }>["values"];
const LOGO = "/api/v1/organise/logo";

export class ConferenceEdits {
  /** Why the last act failed; empty if it did not. */
  trouble = $state("");

  constructor(
    private readonly client: Client,
    private readonly stream: string,
    readonly undo = new UndoStack(),
  ) {}

  /** Changes one field, unless somebody else changed it since it was seen. `name` is the field in words. */
  async change<K extends keyof ConferenceValues>(
    field: K,
    name: string,
    value: ConferenceValues[K],
    seen: ConferenceValues[K],
  ): Promise<Answer> {
    const answer = await this.send(field, value, seen);
    if (answer.ok)
      this.undo.push({
        label: () => t("conference.did", { field: name }),
        undo: async () => textOf(await this.send(field, seen, value)),
        redo: async () => textOf(await this.send(field, value, seen)),
      });
    return answer;
  }

  async archive(archived: boolean): Promise<void> {
    this.trouble = await this.setArchived(archived);
    if (!this.trouble)
      this.undo.push({
        label: () => t(archived ? "conference.did_archive" : "conference.did_unarchive"),
        undo: () => this.setArchived(!archived),
        redo: () => this.setArchived(archived),
      });
  }

  private async setArchived(archived: boolean): Promise<string> {
    const type = archived ? "programme.archive" : "programme.unarchive";
    const outcome = await this.client.sendCommand(this.stream, { type });
    return outcome.ok ? "" : refusalText(outcome);
  }

  /** Sends a picture as the logo, or removes the logo. `before` is the address of the present one. */
  async setLogo(file: Blob | null, before: string): Promise<void> {
    const former = await pictureAt(before);
    this.trouble = await this.sendLogo(file);
    if (!this.trouble)
      this.undo.push({
        label: () => t("conference.did", { field: t("conference.logo") }),
        undo: () => this.sendLogo(former),
        redo: () => this.sendLogo(file),
      });
  }

  private async sendLogo(file: Blob | null): Promise<string> {
    try {
      const headers = { ...withBearer(this.client.token), Accept: "application/json" };
      const request = file ? { method: "PUT", headers, body: file } : { method: "DELETE", headers };
      const answer = await fetch(LOGO, request);
      if (!answer.ok) throw await problemIn(answer);
      return "";
    } catch (error) {
      return refusalText(problemOf(error, "cut"));
    }
  }

  private async send<K extends keyof ConferenceValues>(
    field: K,
    value: ConferenceValues[K],
    seen: ConferenceValues[K],
  ): Promise<Answer> {
    const type = "programme.change_conference";
    const outcome = await this.client.sendCommand(this.stream, {
      type,
      values: { [field]: value },
      seen: { [field]: seen },
    });
    return outcome.ok ? { ok: true } : { ok: false, code: outcome.code, text: refusalText(outcome) };
  }
}

const textOf = (answer: Answer): string => (answer.ok ? "" : answer.text);

/** The picture at an address; null if there is none. */
async function pictureAt(address: string): Promise<Blob | null> {
  if (!address) return null;
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}
