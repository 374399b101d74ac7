/** What has ended and asks a delegation for nothing, in one line; empty if there is nothing. */
import { rollAnswers, rollCall } from "../../../state/staffSession";
import { namesOf, resultText } from "../../voting/voteText";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { ruledText } from "../rulingText";
import { stageOf } from "./ballot";
import { t } from "./texts";

/** A ruling comes first, because it can be appealed against (FL13). `away` is the vote whose result was put away. */
export function endedText(model: OwnSessionModel, away: string): string {
  if (!model.actsForParty) return "";
  const { floor, vote, session } = model;
  const names = namesOf(model);
  if (session?.state === "open" && floor?.ruled && !floor.appellant)
    return floor.ruling ? ruledText(floor.ruling, names.party) : t("appeal.ruled");
  if (vote && vote.id !== away && stageOf(model) === "closed") return resultText(vote, names);
  const hasAnswered = rollCall(model) && rollAnswers(model).some(({ id }) => id === model.party);
  return hasAnswered ? t("roll.answered") : "";
}
