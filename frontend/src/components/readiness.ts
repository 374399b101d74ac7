/** What the server says of who could speak now (FL18), in words; it judges, and nothing here does. */
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

/** Nothing of its voice reaches the hall; a poor line is heard. */
export const isUnheard = (readiness: Readiness | null | undefined): boolean =>
  !!readiness && UNHEARD.includes(readiness.verdict);

/** "line open", or what is missing: "line poor: 12 % lost". */
export function readinessWord({ verdict, figure }: Readiness, { mode, place }: Spoken): string {
  if (verdict !== "ready") return t(`ready.${verdict}`, { figure: figure ?? 0 });
  if (mode !== "live") return t(`ready.${mode}`);
  return t(place === "hall" ? "ready.hall" : "ready.line");
}
