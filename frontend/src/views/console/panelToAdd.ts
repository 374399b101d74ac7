import type { Entities } from "../../state/store.svelte";
import type { Panel } from "./panels.svelte";

/** What *Add* unfolds: the journalists at a press briefing, otherwise the parties. */
export const panelToAdd = (session: Entities["session"] | null): Panel =>
  session?.kind === "press_briefing" ? "press" : "add";
