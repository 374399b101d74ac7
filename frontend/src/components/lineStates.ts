/** The state of a line in words (docs/media.md): the relay's figures of the last second. */
import { isolateDirection } from "../locales/isolateDirection";
import type { Signals } from "../state/store.svelte";
import { t } from "./staffTexts";

export type LineState = NonNullable<Signals["media.line_states"]["hall"]>;

/** Nobody is heard below this level, on the scale of RFC 6464. */
const SILENT_DBOV = -60;

export function lineText({ rtt_ms, loss, level, width, height, candidate_type }: LineState): string {
  return [
    candidate_type && t(`line.candidate_type.${candidate_type}`),
    rtt_ms !== null && t("line.rtt", { ms: rtt_ms }),
    t("line.loss", { percent: Math.round(100 * loss) }),
    levelText(level),
    width && height ? isolateDirection(`${width}×${height}`) : t("line.no_picture"),
  ]
    .filter(Boolean)
    .join(" · ");
}

function levelText(level: number | null): string {
  if (level === null) return "";
  return level < SILENT_DBOV ? t("line.silent") : t("line.level", { dbov: `−${-level}` });
}
