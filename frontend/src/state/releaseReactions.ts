/** Reactions to what was released, over REST. */
import { call, withBearer } from "./api";
import type { Signals } from "./store.svelte";
import type { Command } from "../wire/frames";

export type ReactionKind = Extract<Command, { type: "reaction.add" }>["kind"];
export type ReactionCounts = Signals["reaction.counts"]["counts"][string];

export interface ItemReactions {
  /** `statement/12`, `recording` or `minutes`. */
  item: string;
  /** Of a statement, its row of the minutes, such as `written/1`. */
  row: string;
  counts: ReactionCounts;
  /** The kinds of the reader's own reactions. */
  mine: string[];
}

const path = (session: string): string => `/api/v1/sessions/${session}/reactions`;
const headers = (bearer: string) => (bearer ? withBearer(bearer) : {});

/** The reactions to all that is released to the reader; without a bearer, to everyone. */
export const reactionsOf = async (session: string, bearer: string): Promise<ItemReactions[]> =>
  (await call<{ items: ItemReactions[] }>("GET", path(session), undefined, headers(bearer))).items;

/** Adds or withdraws the reader's reaction. Answers with the reactions as they are then. */
export async function setReaction(
  session: string,
  item: string,
  kind: ReactionKind,
  stays: boolean,
  bearer: string,
): Promise<ItemReactions[]> {
  const method = stays ? "PUT" : "DELETE";
  const address = `${path(session)}/${item}/${kind}`;
  return (await call<{ items: ItemReactions[] }>(method, address, undefined, headers(bearer))).items;
}
