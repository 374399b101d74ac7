/** Announces the events of the floor to a screen reader at the console. */
import { announcer } from "../../components/announcer.svelte";
import { clockText } from "../../state/selectors";
import { t as shared } from "../../locales/texts";
import { ruledText } from "../session/rulingText";
import { announceVote } from "../voting/announceVote";
import { t as voting } from "../voting/texts";
import type { JournalEvent } from "../../state/store.svelte";
import { t as debate } from "../motions/texts";
import { t as order } from "../order/texts";
import type { ConsoleController } from "./consoleController.svelte";
import { t } from "./texts";

export function announceFloor({ stream, event }: JournalEvent, controller: ConsoleController): void {
  if (stream !== controller.model.stream) return;
  switch (event.type) {
    case "floor.granted":
      return announcer.say(t("say.granted", { name: controller.model.conference.partyName(event.party) }));
    case "floor.ended":
      return announcer.say(t("say.ended", { name: controller.model.conference.partyName(event.party) }));
    case "floor.turn_suspended":
      return announcer.say(
        t("say.turn_suspended", { name: controller.model.conference.partyName(event.party) }),
      );
    case "floor.turn_resumed":
      return announcer.say(
        t("say.turn_resumed", { name: controller.model.conference.partyName(event.party) }),
      );
    case "floor.inscribed":
      if (event.kind === "point_of_order")
        return announcer.sayNow(
          t("floor.order", { name: controller.model.conference.partyName(event.party) }),
        );
      if (event.motion)
        return announcer.sayNow(
          t("motion.raised", {
            name: controller.model.conference.partyName(event.party),
            motion: shared(`motion.${event.motion}`),
          }),
        );
      if (event.group_warning)
        controller.speakersList.groupWarning = { party: event.party, group: event.group_warning };
      return announcer.say(t("say.inscribed", { name: controller.model.conference.partyName(event.party) }));
    case "floor.inscribed_many":
      return announcer.say(t("say.inscribed_many", { count: event.rows.length }));
    case "floor.recognised":
      return announcer.say(
        t(event.motion ? "motion.heard" : "order.heard", {
          name: controller.model.conference.partyName(event.party),
          motion: shared(`motion.${event.motion ?? "other"}`),
        }),
      );
    case "floor.asked_on_motion":
      return announcer.say(
        t(event.side === "for" ? "say.asks_for" : "say.asks_against", {
          name: controller.model.conference.partyName(event.party),
        }),
      );
    case "floor.heard_on_motion":
      return announcer.say(t("say.granted", { name: controller.model.conference.partyName(event.party) }));
    case "floor.motion_withdrawn":
      return announcer.sayNow(
        t("say.motion_withdrawn", { name: controller.model.conference.partyName(event.party) }),
      );
    case "vote.put":
    case "vote.closed":
      return announceVote(event, controller.model, (text) => announcer.sayNow(text));
    case "floor.ruled":
      return ruled(controller);
    case "floor.appeal_raised":
      return announcer.sayNow(
        debate("appeal.raised", { name: controller.model.conference.partyName(event.party) }),
      );
    case "floor.appeal_withdrawn":
      return announcer.sayNow(
        t("say.appeal_withdrawn", { name: controller.model.conference.partyName(event.party) }),
      );
    case "floor.ordered":
      return announcer.say(order("order.put", { order: order(`order.${event.policy}`) }));
    case "floor.order_undone":
      return announcer.say(order("order.undone"));
    case "floor.swapped":
      return announcer.say(
        t("say.swapped", {
          name: controller.model.conference.partyName(event.party),
          other: controller.model.conference.partyName(event.with_party),
        }),
      );
    case "floor.holder_dropped":
      return announcer.sayNow(
        t(event.hall ? "drop.hall" : "drop.who", {
          name: controller.model.conference.partyName(event.party),
        }),
      );
    case "floor.holder_returned":
      return announcer.sayNow(
        t(event.hall ? "say.hall_returned" : "say.returned", {
          name: controller.model.conference.partyName(event.party),
        }),
      );
    case "floor.called_later":
      return announcer.say(
        t("say.moved", {
          name: controller.model.conference.partyName(event.party),
          place: event.place_taken,
        }),
      );
    case "floor.returned_to_list":
      return announcer.say(
        t("say.moved", { name: controller.model.conference.partyName(event.party), place: event.place }),
      );
    case "floor.withdrawn":
      return announcer.say(t("say.withdrawn", { name: controller.model.conference.partyName(event.party) }));
    case "floor.limits_set":
      return announcer.say(t("say.limits", { state: clockText(event.limits.state) }));
    case "floor.item_taken_up":
      return announcer.say(shared("stage.item", { item: event.item, title: event.title }));
    case "floor.turned_to_replies":
      return announcer.say(t(event.takes_replies ? "replies.due" : "replies.later"));
    case "rollcall.opened":
      return announcer.say(t("say.roll_opened", { count: event.accredited }));
    case "rollcall.closed":
      return announcer.say(voting("roll.closed", { present: event.present.length, count: event.accredited }));
    case "decision.recorded":
      return announcer.say(t("say.decided"));
    case "floor.handed_over":
      return announcer.say(t("say.presides", { name: controller.model.chairName }));
    case "question.asked":
      return announcer.say(t("say.asked"));
  }
}

/** The ruling, with the party that has the floor again. */
function ruled({ model: { conference, floor, turn, isVoting } }: ConsoleController): void {
  const nameOf = (id: string) => conference.partyName(id);
  const back = turn && !isVoting ? t("script.has_again", { name: nameOf(turn.party) }) : "";
  const made = floor?.ruling ? ruledText(floor.ruling, nameOf) : t("appeal.ruled");
  announcer.sayNow([made, back].filter(Boolean).join(" "));
}
