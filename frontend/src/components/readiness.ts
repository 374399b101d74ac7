/** The server's verdict on a speaker's readiness (FL18), in words. */
import type { Readiness } from "../state/sessionModel.svelte";
import type { Entities } from "../state/store.svelte";
import { t } from "./staffTexts";

type Spoken = Pick<Entities["entry"], "mode" | "place">;

export const isReady = (readiness: Readiness): boolean => readiness.verdict === "ready";

const UNHEARD: readonly Readiness["verdict"][] = [
  "absent",
  "no_line",
  "no_microphone",
  "not_heard",
  "silent",
];

/** Nothing of the voice reaches the hall. A poor line can still be heard. */
export const isUnheard = (readiness: Readiness | null | undefined): boolean =>
  !!readiness && UNHEARD.includes(readiness.verdict);

/** "line open", or what is missing: "line poor: 12 % lost". */
export function readinessWord({ verdict, figure }: Readiness, { mode, place }: Spoken): string {
  if (verdict !== "ready") return t(`ready.${verdict}`, { figure: figure ?? 0 });
  if (mode !== "live") return t(`ready.${mode}`);
  return t(place === "hall" ? "ready.hall" : "ready.line");
}
