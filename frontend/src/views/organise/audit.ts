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

/** "roles: delegate → panellist": each member that changed, with what it was before if that is known. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): string[] {
  const [old, now] = [members(before), members(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.map((name) => {
    const sides = [old, now].filter((side) => name in side).map((side) => plain(side[name]));
    return `${name}: ${sides.join(" → ")}`;
  });
}

const members = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

function plain(value: unknown): string {
  if (value === null || value === "") return "–";
  if (Array.isArray(value)) return value.length ? value.map(plain).join(comma()) : "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
