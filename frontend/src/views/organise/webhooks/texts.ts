/** The texts of webhooks. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/webhooks/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";

export const t = await loadedCatalogue<typeof en>(
  import.meta.glob("../../../locales/webhooks/*.json", { import: "default" }),
);
export const errorText = errorTextIn(refusalTextIn(t));

/** The text of a type of event; the type itself if this page does not know it. */
export const eventText = (type: string): string =>
  t.has(`event.${type}`) ? t(`event.${type}` as "event.webhook.test") : type;
