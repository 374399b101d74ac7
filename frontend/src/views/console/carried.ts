/** What a carried motion did, and what it leaves to the chair (FL27). */
import { isListed } from "../../state/selectors";
import type { Turn } from "../../state/sessionModel.svelte";
import type { ConsoleController } from "./consoleController.svelte";
import type { ConsoleModel } from "./consoleModel.svelte";
import { t } from "./texts";

export interface CarriedAct {
  id: "let-finish" | "end-turn" | "take-up" | "adjourn-until" | "close-for-good";
  label: string;
  do(): void;
}

/** The speaker of the list whom the motion interrupted, who waits for the chair to decide. */
function heldSpeaker({ turn, isDebateOver }: ConsoleModel): Turn | null {
  return turn && isDebateOver && turn.suspended_at !== null && isListed(turn) ? turn : null;
}

/** Whether what the motion did still stands. */
function stands(model: ConsoleModel): boolean {
  switch (model.vote?.motion) {
    case "suspension":
    case "adjournment":
      return model.session?.state === "suspended" && !model.session.resumes_at;
    case "adjournment_of_debate":
    case "closure_of_debate":
      return model.isDebateOver;
    case "closure_of_list":
      return model.floor?.list_state === "closed";
    default:
      return true;
  }
}

/** In words. Empty for a vote that carried no motion. */
export function carriedText(model: ConsoleModel): string {
  const { vote } = model;
  if (!vote?.carried || !vote.motion || !stands(model)) return "";
  const held = heldSpeaker(model);
  return [
    t(`carried.${vote.motion}`),
    held && t("carried.was_interrupted", { name: model.conference.partyName(held.party) }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Whether the result of the last vote is shown under the clock: what waits for the chair comes first. */
export const showsResult = (model: ConsoleModel): boolean =>
  model.vote !== null &&
  !model.isVoting &&
  model.orders.length === 0 &&
  (model.heardOrder ?? model.appellant ?? model.debated) === null &&
  !model.isClosed;

/** What the chair decides, in the order of the digits. Nothing while the band shows something else. */
export function carriedActs({ model, turnControl, panels }: ConsoleController): CarriedAct[] {
  const { vote } = model;
  if (!vote?.carried || !showsResult(model) || !stands(model)) return [];
  const held = heldSpeaker(model);
  const speaker: CarriedAct[] = held
    ? [
        {
          id: "let-finish",
          label: t("carried.let_finish", { name: model.conference.partyName(held.party) }),
          do: () => turnControl.pause(),
        },
        { id: "end-turn", label: t("carried.end_turn"), do: () => turnControl.thank() },
      ]
    : [];
  switch (vote.motion) {
    case "adjournment":
      return [
        { id: "adjourn-until", label: t("carried.until"), do: () => panels.toggle("adjourn") },
        { id: "close-for-good", label: t("carried.close"), do: () => panels.toggle("close") },
      ];
    case "adjournment_of_debate":
    case "closure_of_debate":
      return [...speaker, { id: "take-up", label: t("carried.items"), do: () => panels.toggle("items") }];
    default:
      return speaker;
  }
}
