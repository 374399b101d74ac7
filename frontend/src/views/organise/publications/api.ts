/** What can be published of each session that has begun, over REST. */
import { call, withBearer } from "../../../state/api";
import type { Entities } from "../../../state/store.svelte";

export type Part = Entities["publication"]["part"];
export type Readers = Entities["publication"]["readers"];

export const PARTS: readonly Part[] = ["minutes", "recording", "questions"];
export const READERS: readonly Readers[] = ["nobody", "delegations", "participants", "entrants", "everyone"];

export interface PartState {
  part: Part;
  readers: Readers;
  is_decided: boolean;
  published_at: string | null;
  published_by: string;
  is_there: boolean;
  /** Corrections of the minutes, recordings that are ready, or questions that everyone saw. */
  count: number;
  /** How long the recordings are. */
  seconds: number;
  /** Recordings that are not ready yet, or questions on which nobody decided. */
  waiting: number;
}

export interface PublicationState {
  id: string;
  title: Record<string, string>;
  date: string;
  state: Entities["session"]["state"];
  access: Entities["session"]["access"];
  parts: PartState[];
}

const MOST = 200;

/** All sessions that have begun. */
export async function publicationStates(slug: string, bearer: string): Promise<PublicationState[]> {
  const found: PublicationState[] = [];
  let after: string | null = "0";
  while (after !== null) {
    const path: string = `/api/v1/c/${slug}/publications?limit=${MOST}&after=${after}`;
    const page: { items: PublicationState[]; next: string | null } = await call(
      "GET",
      path,
      undefined,
      withBearer(bearer),
    );
    found.push(...page.items);
    after = page.next;
  }
  return found;
}
