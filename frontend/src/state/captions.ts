/** The captions of a session: their stream, and the REST endpoints of the transcript. */
import { call, withBearer } from "./api";
import { fetchFile, type NamedFile } from "./files";
import type { Entities } from "./store.svelte";

export type Caption = Entities["caption"];

/** A turn in which captions were spoken. */
export interface CaptionTurn {
  id: string;
  party: string;
  started_at: string;
}

/** One page of a transcript, the oldest caption first. `next` is the cursor of the page before it. */
export interface CaptionPage {
  items: Caption[];
  turns: CaptionTurn[];
  next: string | null;
}

export const captionsStream = (session: string): string => `captions/${session}`;

/** Captions as they follow each other. Their numbers count within the session. */
export const inSequence = (captions: readonly Caption[]): Caption[] =>
  [...captions].sort((a, b) => Number(a.id) - Number(b.id));

/** The captions of a language before a cursor, or the latest; with a search, those that have its words. */
export function captionPage(
  session: string,
  bearer: string,
  { language, before = "", search = "", limit = 200 }: Record<"language", string> & PageChoice,
): Promise<CaptionPage> {
  const query = new URLSearchParams({ language, limit: String(limit) });
  if (before) query.set("before", before);
  if (search) query.set("q", search);
  return call("GET", `/api/v1/sessions/${session}/captions?${query}`, undefined, withBearer(bearer));
}

interface PageChoice {
  before?: string;
  search?: string;
  limit?: number;
}

/** The whole transcript of a language as WebVTT. */
export const captionsFile = (session: string, bearer: string, language: string): Promise<NamedFile> =>
  fetchFile(
    `/api/v1/sessions/${session}/captions.vtt?language=${language}`,
    bearer,
    `session-${session}-${language}.vtt`,
  );
