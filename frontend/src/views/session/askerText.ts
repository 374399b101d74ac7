import { t } from "../../locales/texts";
import type { ConferenceView } from "../../state/conference.svelte";
import { askerName } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

/** Who asked a question, as far as everyone may know: nobody, the party, or the person. */
export function askerText(question: Entities["question"], conference: ConferenceView): string {
  if (question.anonymous) return t("questions.anonymously");
  return question.party ? conference.partyName(question.party) : askerName(question);
}
