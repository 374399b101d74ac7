/** Import and export over REST. */
import { call, problemIn, withBearer } from "../../../state/api";
import { fetchFile, saveFile } from "../../../state/files";

export const TABLES = ["delegations", "people", "programme"] as const;
export type TableName = (typeof TABLES)[number];

export interface Step {
  /** The number that a spreadsheet shows. Of a schedule, the event's. */
  row: number;
  verdict: "add" | "change";
  name: string;
  changes: { field: string; before: string; after: string }[];
}

/** What is wrong with rows, or to be noted of them. */
export interface Fault {
  row: number;
  /** The first of the rows that have it. */
  rows: number[];
  /** How many rows have it. */
  count: number;
  /** What the row is called, if it has a name or a title. */
  name: string;
  column: string;
  code: string;
  values: Record<string, string | number>;
  /** English, for a code that this page does not know. */
  message: string;
}

export interface FilePreview {
  form: "csv" | "xlsx" | "json" | "xml";
  encoding: string;
  digest: string;
  counts: { add: number; change: number; same: number; wrong: number };
  /** The columns of a table, as the file names them. `field` is what each is read as, empty if it is not read. */
  columns: { name: string; field: string; example: string }[];
  /** What a column can be read as. */
  known_fields: string[];
  /** The row that names the columns, and the texts of those above it, which are left out. */
  head: number;
  above: string[];
  /** Another table that has more of the file's columns, else empty. */
  better: TableName | "";
  steps: Step[];
  faults: Fault[];
  notes: Fault[];
}

export interface Imported {
  added: number;
  changed: number;
  same: number;
}

export interface Progress {
  done: number;
  rows: number;
}

const PATH = "/api/v1/organise/exchange";

async function send<T>(path: string, bearer: string, file: Blob): Promise<T> {
  const headers = {
    ...withBearer(bearer),
    Accept: "application/json",
    "Content-Type": "application/octet-stream",
  };
  const answer = await fetch(`${PATH}/${path}`, { method: "POST", headers, body: file });
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as T;
}

/** What a file would do. `fields` are what its columns are read as; without them the server guesses. */
export const previewOf = (
  bearer: string,
  table: TableName,
  file: Blob,
  fields: string[] = [],
): Promise<FilePreview> =>
  send(`${table}/preview${fields.length ? `?columns=${fields.join(",")}` : ""}`, bearer, file);

/** Imports the file that had this preview. */
export const importFile = (
  bearer: string,
  table: TableName,
  file: Blob,
  { digest }: FilePreview,
): Promise<Imported> => send(`${table}/apply?digest=${digest}`, bearer, file);

export const progressNow = (bearer: string): Promise<Progress> =>
  call("GET", `${PATH}/progress`, undefined, withBearer(bearer));

/** Lets the browser save an export or a template: `people.csv`, `people/template.xlsx`. */
export async function save(bearer: string, path: string): Promise<void> {
  saveFile(await fetchFile(`${PATH}/${path}`, bearer, path.replace("/", "-")));
}
