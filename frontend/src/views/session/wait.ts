/** How long somebody waits, in words. */
import { t } from "../../i18n/words";

/** "about 6 min"; below half a minute it is "in less than a minute". */
export function waitText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? t("floor.wait_soon") : t("floor.wait", { count: minutes });
}
