/** The demo's local box, over REST, and its texts. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { call, withBearer } from "../../state/api";

export const t = await loadedCatalogue("box");

/** An e-mail, or a message to a webhook, that is kept instead of being sent. */
export interface KeptThing {
  id: string;
  kind: "mail" | "webhook";
  at: string;
  /** An e-mail address, or the address of a webhook. */
  to: string;
  /** The subject of an e-mail, or the type of an event. */
  subject: string;
  text: string;
}

export const keptThings = async (bearer: string): Promise<KeptThing[]> =>
  (await call<{ kept: KeptThing[] }>("GET", "/api/v1/organise/box", undefined, withBearer(bearer))).kept;
