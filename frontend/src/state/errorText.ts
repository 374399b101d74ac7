/** The text for a person whose request to the server failed. */
import { t, type RefusalText } from "../locales/texts";
import { Problem } from "./api";

export const errorTextIn =
  (refusalText: RefusalText) =>
  (error: unknown): string =>
    error instanceof Problem ? refusalText(error) : t("app.failed");
