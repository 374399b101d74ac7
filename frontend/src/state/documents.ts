/** Documents of the conference and its sessions, as far as the seat may see them. */
import { problemIn, withBearer } from "./api";
import type { Client } from "./client.svelte";
import { saveFile } from "./files";
import { conferenceStream } from "./selectors";
import type { Entities } from "./store.svelte";

export type PaperDocument = Entities["document"];
export type DocumentFile = PaperDocument["files"][number];

const stream = (client: Client): string => conferenceStream(client.seat?.conference ?? "");

/** All documents that the seat is sent, each once, in the order of their group. */
export function documents(client: Client): PaperDocument[] {
  const of = <T extends "document" | "my_document" | "my_session_document">(type: T) =>
    client.store.all(stream(client), type).map((one): [string, PaperDocument] => [one.id, one]);
  const byId = new Map([...of("my_session_document"), ...of("my_document"), ...of("document")]);
  return [...byId.values()].sort((one, other) => one.position - other.position || +one.id - +other.id);
}

/** The documents of a session; with null those of the conference. */
export const documentsOf = (client: Client, session: string | null): PaperDocument[] =>
  documents(client).filter((one) => one.session === session);

/** Whether the seat may end an embargo: of a session's document also as a moderator of that session. */
export const mayRelease = (client: Client, { session }: PaperDocument): boolean =>
  client.hasRole("organiser") || client.hasRole("moderator", session ?? undefined);

/** Saves a file of a document. The server gives a large one in parts. */
export async function saveDocument(bearer: string, file: DocumentFile): Promise<void> {
  const parts: Blob[] = [];
  let have = 0;
  let name = "";
  while (have < file.octets) {
    const headers = { ...withBearer(bearer), Range: `bytes=${have}-` };
    const answer = await fetch(`/api/v1/documents/files/${file.id}`, { headers });
    if (!answer.ok) throw await problemIn(answer);
    name ||= /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
    const part = await answer.blob();
    if (part.size === 0) break;
    parts.push(part);
    have += part.size;
  }
  saveFile({ blob: new Blob(parts), name: name || file.name });
}

/** Uploads a file as a language version of a document. */
export async function uploadDocument(
  bearer: string,
  document: string,
  language: string,
  file: File,
): Promise<string> {
  const query = new URLSearchParams({ name: file.name.slice(0, 200) });
  const answer = await fetch(`/api/v1/documents/${document}/files/${language}?${query}`, {
    method: "PUT",
    headers: { ...withBearer(bearer), "Content-Type": "application/octet-stream" },
    body: file,
  });
  if (!answer.ok) throw await problemIn(answer);
  return ((await answer.json()) as { id: string }).id;
}
