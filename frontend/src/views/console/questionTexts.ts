/** What the console says of a question: whom it addresses, in which language it is, what filters are called. */
import { languageTitle } from "../../locales/languageNames";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { t } from "./texts";

/** The name of an addressee: `chair`, `party/3`, `participant/8`. */
export function addresseeName({ conference }: SessionModel, addressee: string): string {
  const [kind, id = ""] = addressee.split("/");
  if (kind === "chair") return t("questions.the_chair");
  return kind === "party" ? conference.partyName(id) : (conference.participant(id)?.name ?? "");
}

/** What a filter is called: `place:remote`, `party:3`, `label:Funds`, `language:fr`, `to:chair`, `flagged`, `mine`. */
export function filterName(model: SessionModel, filter: string): string {
  const at = filter.indexOf(":");
  const [kind, value] = at === -1 ? [filter, ""] : [filter.slice(0, at), filter.slice(at + 1)];
  switch (kind) {
    case "flagged":
      return t("questions.filter_flagged");
    case "mine":
      return t("questions.filter_mine");
    case "place":
      return t(`questions.place.${value === "hall" ? "hall" : "remote"}`);
    case "to":
      return t("questions.to", { name: addresseeName(model, value) });
    case "language":
      return languageTitle(value);
    case "party":
      return model.conference.partyName(value);
    default:
      return value;
  }
}
