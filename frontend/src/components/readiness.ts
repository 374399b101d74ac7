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

/** Whether the hall hears nothing of the speaker. A speaker with a poor line is still heard. */
export const isUnheard = (readiness: Readiness | null | undefined): boolean =>
  !!readiness && UNHEARD.includes(readiness.verdict);

/** Returns the text for a readiness verdict, such as "line open", or what is missing: "line poor: 12 % lost". */
export function readinessWord({ verdict, figure }: Readiness, { mode, place }: Spoken): string {
  if (verdict !== "ready") return t(`ready.${verdict}`, { figure: figure ?? 0 });
  if (mode !== "live") return t(`ready.${mode}`);
  return t(place === "hall" ? "ready.hall" : "ready.line");
}
