/** The texts of a list of speakers from a file. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { t as staff } from "../../../components/staffTexts";
import type { InscriptionPreviewRow } from "./api";

export const t = await loadedCatalogue("listFile");
export const refusalText = refusalTextIn(t, staff);
export const errorText = errorTextIn(refusalText);

/** The verdict on a row, in words. */
export function verdictText(row: InscriptionPreviewRow, themeTitle: (key: string) => string): string {
  if (row.code) return refusalText({ ...row, values: row.cells });
  if (row.group_warning) return t("verdict.group", { group: row.group_warning });
  if (row.party_theme) return t("verdict.theme", { theme: themeTitle(row.party_theme) });
  return t("verdict.good");
}
