/** Who may enter a session: the policies, from the widest to the narrowest, and their names. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type { Entities } from "../messages/messages.gen";

export type AccessPolicy = Entities["session"]["access"];
export const ACCESS_POLICIES = [
  "public",
  "code",
  "registered",
  "delegations",
  "staff",
] as const satisfies AccessPolicy[];

export const t = await loadedCatalogue("accessPolicies");
