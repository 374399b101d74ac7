/** Announces the events of a session to screen readers. */
import { announcer } from "../../components/announcer.svelte";
import { t } from "../../locales/texts";
import type { StreamEvent } from "../../wire/frames";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { colon } from "../../locales/colon";
import { isInAnotherSlot, isUnheardHere } from "../../state/floorState";
import { announceVote } from "../voting/announceVote";
import { t as voting } from "../voting/texts";
import { limitsText } from "./limitsText";
import { ruledText } from "./rulingText";

interface AnnouncementContext {
  party: string | null;
  nameOf: (party: string) => string;
  /** Whose turn it is after the event. */
  holder: string | null;
  model: SessionModel;
}

/** Announces only events that change the listener's situation, because others would drown them. */
export function announce(event: StreamEvent, reader: AnnouncementContext): void {
  announceEvent(event, reader);
  // The party's own turn goes on after a point of order, a motion or a vote (FL13).
  const back = "returned" in event && event.returned !== null;
  if (back && reader.party !== null && reader.holder === reader.party)
    announcer.sayNow(reader.model.turn?.suspended_at ? suspendedText(reader.model) : t("floor.you_have"));
}

/** Who has the floor, and whether this page does not hear it. Under a subject of its own, so that no later event takes
 *  its place. */
function sayHolder(text: string, model: SessionModel): void {
  announcer.say(isUnheardHere(model) ? `${text}${colon()} ${t("stage.hall_off_air")}` : text, "floor");
}

/** The event comes before the relay has closed the slot of the floor. */
const suspendedText = (model: SessionModel): string =>
  t(model.turn && isInAnotherSlot(model.turn, model) ? "stage.turn_paused" : "stage.turn_suspended");

function announceEvent(event: StreamEvent, { party, nameOf, model }: AnnouncementContext): void {
  switch (event.type) {
    case "floor.granted":
    case "floor.heard_on_motion":
    case "floor.turn_resumed":
      if (event.party === party) announcer.sayNow(t("floor.you_have"));
      else sayHolder(t("say.granted", { name: nameOf(event.party) }), model);
      break;
    case "floor.turn_suspended":
      if (event.party === party) announcer.sayNow(suspendedText(model));
      else announcer.say(suspendedText(model));
      break;
    case "floor.ended":
      if (event.party === party) announcer.sayNow(t("say.closed"));
      else if (event.by !== "next") announcer.say(t("say.ended", { name: nameOf(event.party) }), "floor");
      break;
    case "floor.recognised":
      if (event.party === party) announcer.sayNow(t("floor.you_have"));
      else sayHolder(t(event.motion ? "say.moves" : "say.recognised", { name: nameOf(event.party) }), model);
      break;
    case "vote.put":
    case "vote.closed":
      announceVote(event, model);
      break;
    case "floor.ruled":
    case "floor.motion_ruled_out":
      if (model.floor?.ruling) announcer.say(ruledText(model.floor.ruling, nameOf));
      break;
    case "floor.holder_dropped":
      announcer.say(t("stage.reconnecting", { name: nameOf(event.party) }));
      break;
    case "floor.holder_returned":
      announcer.say(t("say.returned", { name: nameOf(event.party) }));
      break;
    case "floor.limits_set":
      announcer.say(t("say.limits", { limits: limitsText(event.limits) }));
      break;
    case "floor.item_taken_up":
      announcer.say(t("stage.item", { item: event.item, title: event.title }));
      break;
    case "floor.turned_to_replies":
      announcer.say(t(event.takes_replies ? "say.replies" : "say.list_goes_on"));
      break;
    case "rollcall.closed":
      announcer.say(
        voting("roll.closed", { present: event.present.length, count: event.accredited }),
        "roll",
      );
      break;
    case "session.suspended":
      announcer.say(t("say.suspended"));
      break;
    case "session.resumed":
      announcer.say(t("say.resumed"));
      break;
    case "session.closed":
      announcer.say(t("say.session_closed"));
      break;
    default:
      break;
  }
}
