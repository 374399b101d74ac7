/** Acts of a page over REST that can be undone. Each reads the page's list again. */
import { announcer } from "../../components/announcer.svelte";
import type { UndoStack } from "./undo.svelte";

type Act = () => Promise<unknown>;

/** Keeps an act that was done, with what undoes it, and says it. */
export function keepStep(
  undo: UndoStack,
  { label, back, again }: { label: () => string; back: Act; again: Act },
  errorText: (error: unknown) => string,
): void {
  undo.push({ label, undo: () => refusal(back, errorText), redo: () => refusal(again, errorText) });
  announcer.say(label(), "undo");
}

/** Why an act was refused; empty if it was done. */
async function refusal(act: Act, errorText: (error: unknown) => string): Promise<string> {
  try {
    await act();
    return "";
  } catch (error) {
    return errorText(error);
  }
}
