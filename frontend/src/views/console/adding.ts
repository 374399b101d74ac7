import type { Entities } from "../../state/store.svelte";
import type { Panel } from "./panels.svelte";

/** What *Add* unfolds: at a press briefing the journalists, elsewhere the parties that are there. */
export const adding = (session: Entities["session"] | null): Panel =>
  session?.kind === "press_briefing" ? "press" : "add";
