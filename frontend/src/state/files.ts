/** Files that the server gives to a seat, and how a browser saves them. */
import { problemIn, withBearer } from "./api";

export interface NamedFile {
  blob: Blob;
  name: string;
}

/** Fetches a file with the name that the server gives it; with an empty bearer, one that needs no seat. */
export async function fetchFile(path: string, bearer: string, otherwise: string): Promise<NamedFile> {
  const answer = await fetch(path, { headers: bearer ? withBearer(bearer) : {} });
  if (!answer.ok) throw await problemIn(answer);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  return { blob: await answer.blob(), name: name ?? otherwise };
}

/** Lets the browser save a file. */
export function saveFile({ blob, name }: NamedFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
