/** A ruling of the chair in words (FL13). */
import { t } from "../../locales/texts";
import { isolateDirection } from "../../locales/isolateDirection";
import type { Entities } from "../../state/store.svelte";
import { motionText } from "./motionTexts";

type Ruling = Omit<NonNullable<Entities["floor"]["ruling"]>, "appeals_withdrawn">;

/** What was ruled on, and how: "the point of order of Japan is not upheld". */
export function rulingText(ruling: Ruling, nameOf: (party: string) => string): string {
  return t(`ruling.${ruling.ruling}`, {
    name: nameOf(ruling.party),
    motion: ruling.motion ? motionText(ruling) : "",
  });
}

/** What the chair said with it; empty if the chair wrote nothing. */
export const chairLine = ({ text }: Pick<Ruling, "text">): string =>
  text ? t("ruling.said", { text: isolateDirection(text) }) : "";

/** The ruling as sentences. */
export const ruledText = (ruling: Ruling, nameOf: (party: string) => string): string =>
  [t("ruling.made", { ruling: rulingText(ruling, nameOf) }), chairLine(ruling)].filter(Boolean).join(" ");
