/** What stands in the place of a picture. */
import { t as shared } from "../../locales/texts";
import type { Placeholder } from "./scene";
import { t } from "./texts";

export const groundText = (placeholder: Exclude<Placeholder, "name">): string =>
  placeholder === "reconnecting" ? t("hall.ground.reconnecting") : shared(`stage.turn_${placeholder}`);
