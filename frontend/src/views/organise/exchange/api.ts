/** Import and export over REST. */
import type { Params } from "../../../locales/catalogue.svelte";
import { call, Problem, problemIn, withBearer } from "../../../state/api";
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

/** What is wrong with a row, or to be noted of it. */
export interface Fault {
  row: number;
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
  /** Columns that are not read. */
  ignored: string[];
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

/** Why a file is refused. `values` are what the sentence names, such as a cell. */
export class FileProblem extends Problem {
  constructor(
    { status, code, message, retryAfterMs }: Problem,
    readonly values: Params,
  ) {
    super(status, code, message, retryAfterMs);
  }
}

async function fileProblemIn(answer: Response): Promise<FileProblem> {
  const body = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { values?: Params };
  return new FileProblem(await problemIn(answer), body.values ?? {});
}

async function send<T>(path: string, bearer: string, file: Blob): Promise<T> {
  const headers = {
    ...withBearer(bearer),
    Accept: "application/json",
    "Content-Type": "application/octet-stream",
  };
  const answer = await fetch(`${PATH}/${path}`, { method: "POST", headers, body: file });
  if (!answer.ok) throw await fileProblemIn(answer);
  return (await answer.json()) as T;
}

export const previewOf = (bearer: string, table: TableName, file: Blob): Promise<FilePreview> =>
  send(`${table}/preview`, bearer, file);

/** Imports the file that was previewed with this digest. */
export const importFile = (bearer: string, table: TableName, file: Blob, digest: string): Promise<Imported> =>
  send(`${table}/apply?digest=${digest}`, bearer, file);

export const progressNow = (bearer: string): Promise<Progress> =>
  call("GET", `${PATH}/progress`, undefined, withBearer(bearer));

/** Lets the browser save an export or a template: `people.csv`, `people/template.xlsx`. */
export async function save(bearer: string, path: string): Promise<void> {
  saveFile(await fetchFile(`${PATH}/${path}`, bearer, path.replace("/", "-")));
}
