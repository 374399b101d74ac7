/** The texts of webhooks. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";

export const t = await loadedCatalogue("webhooks");
export const errorText = errorTextIn(refusalTextIn(t));

/** Why a message was not taken. The words of a broken connection are those of the server, in English. */
export function failureText({ reason, status }: { reason: string; status: number | null }): string {
  if (status === null) return t("webhooks.no_answer", { reason });
  if (status === 410) return t("webhooks.gone");
  return t(status >= 300 && status < 400 ? "webhooks.redirected" : "webhooks.answered", { status });
}

/** The text of a type of event; the type itself if this page does not know it. */
export const eventText = (type: string): string =>
  t.has(`event.${type}`) ? t(`event.${type}` as "event.webhook.test") : type;
