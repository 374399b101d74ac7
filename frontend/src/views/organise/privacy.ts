/** What an organiser decides about personal data, over REST. */
import { call, withBearer, type Text } from "../../state/api";

export interface Privacy {
  notice: { version: number; text: Text } | null;
  /** Days after the conference's last day; null if nothing is deleted by itself. */
  retention_days: number | null;
  consents: { version: number; language: string; count: number }[];
  requests: ErasureRequest[];
}

export interface ErasureRequest {
  id: string;
  asked_at: string;
  name: string;
  party: string | null;
}

export interface Change {
  what: string;
  count: number;
  done: "deleted" | "forgotten" | "kept";
}

const PATH = "/api/v1/organise/privacy";

export const readPrivacy = (bearer: string): Promise<Privacy> =>
  call("GET", PATH, undefined, withBearer(bearer));

export const writePrivacy = (
  bearer: string,
  changes: { text?: Text; retention_days?: number | null },
): Promise<Privacy> => call("PUT", PATH, changes, withBearer(bearer));

/** Erases the person of a request; with `dryRun` it only says what would change. */
export const erase = async (
  bearer: string,
  id: string,
  dryRun: boolean,
  language: string,
): Promise<Change[]> =>
  (
    await call<{ changes: Change[] }>(
      "POST",
      `${PATH}/erasures/${id}`,
      { dry_run: dryRun, language },
      withBearer(bearer),
    )
  ).changes;

/** The days that were typed: null for none, undefined for what is no number of days. */
export function daysOf(typed: string): number | null | undefined {
  const plain = typed.trim();
  if (plain === "") return null;
  return /^\d{1,5}$/.test(plain) ? Number(plain) : undefined;
}
