/** The audit log of a conference, over REST. */
import { comma } from "../../locales/language.svelte";
import { call, withBearer } from "../../state/api";
import { fetchFile, saveFile } from "../../state/files";

export interface AuditEntry {
  id: string;
  at: string;
  /** The actor's public id; null if the server acted, or if nobody knows who it was. */
  person: string | null;
  name: string;
  action: string;
  subject: { kind: string; id: string; label: string };
  before: unknown;
  after: unknown;
  address: string;
  /** `done`, the code of a refusal, or at what a sign-in failed. */
  result: string;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** The cursor of the next page; null after the last. */
  next: string | null;
}

/** What to show. An empty text leaves a filter out; moments are ISO 8601. */
export interface AuditFilter {
  actor: string;
  action: string;
  subject: string;
  since: string;
  until: string;
}

const PATH = "/api/v1/organise/audit";

/** The filters that are set, as a query. */
export function queryOf(filter: AuditFilter, before = ""): string {
  const set = Object.entries({ ...filter, before }).filter(([, value]) => value !== "");
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

export const auditPage = (bearer: string, filter: AuditFilter, before = ""): Promise<AuditPage> =>
  call("GET", PATH + queryOf(filter, before), undefined, withBearer(bearer));

/** Lets the browser save all entries that the filters leave. */
export async function saveAudit(bearer: string, filter: AuditFilter): Promise<void> {
  saveFile(await fetchFile(`${PATH}.csv${queryOf(filter)}`, bearer, "audit.csv"));
}

/** A value that an act set: its name, what it was, and what it is now. */
export interface Change {
  name: string;
  /** "–" where it was empty; null if the log does not have it. */
  before: string | null;
  after: string | null;
}

/** What an act changed, a line for each value; values within others have a name such as *title · en*. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): Change[] {
  const [old, now] = [leaves(before), leaves(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((change) => change.before !== change.after);
}

const NOTHING = "–";

/** The texts of all values within a JSON value, by the names that lead to them. */
function leaves(value: unknown, path: readonly string[] = []): Map<string, string> {
  const parts = partsOf(value);
  if (parts) return new Map(parts.flatMap(([name, part]) => [...leaves(part, [...path, name])]));
  return new Map(path.length ? [[path.join(" · "), textOf(value)]] : []);
}

/** The members of an object, or the numbered elements of a list of objects; null for everything else. */
function partsOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value))
    return Object.entries(value).map(([name, part]) => [name.replaceAll("_", " "), part]);
  return value.some(isObject) ? value.map((part, at) => [String(at + 1), part]) : null;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(comma()) || NOTHING;
  return value === null || value === "" ? NOTHING : String(value);
}
