/** What has ended and asks a delegation for nothing, each in one line. */
import { rollAnswers, rollCall } from "../../../state/staffSession";
import { namesOf, resultText } from "../../voting/voteText";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { ruledText } from "../rulingText";
import { stageOf } from "./ballot";
import { t } from "./texts";

/** A ruling has ended once the party cannot appeal against it (FL13). `away` is the vote whose result was put away. */
export function endedTexts(model: OwnSessionModel, away: string): string[] {
  if (!model.actsForParty) return [];
  const { floor, vote, session } = model;
  const names = namesOf(model);
  const texts: string[] = [];
  const ruling = session?.state === "open" && !floor?.appellant ? floor?.ruling : null;
  if (ruling?.appeals_withdrawn.includes(model.party ?? "")) texts.push(ruledText(ruling, names.party));
  if (vote && vote.id !== away && stageOf(model) === "closed") texts.push(resultText(vote, names));
  if (rollCall(model) && rollAnswers(model).some(({ id }) => id === model.party))
    texts.push(t("roll.answered"));
  return texts;
}
