/** What a screen reader hears of the floor at the console. */
import { announcer } from "../../components/announcer.svelte";
import type { Happened } from "../../state/store.svelte";
import type { Chairing } from "./chairing.svelte";
import { t } from "./words";

export function announceFloor({ stream, event }: Happened, chairing: Chairing): void {
  if (stream !== chairing.sitting.stream) return;
  switch (event.type) {
    case "floor.granted":
      return announcer.say(t("say.granted", { name: chairing.name(event.party) }));
    case "floor.ended":
      return announcer.say(t("say.ended", { name: chairing.name(event.party) }));
    case "floor.turn_suspended":
      return announcer.say(t("say.turn_suspended", { name: chairing.name(event.party) }));
    case "floor.turn_resumed":
      return announcer.say(t("say.turn_resumed", { name: chairing.name(event.party) }));
    case "floor.inscribed":
      if (event.group_warning) chairing.twice = { party: event.party, group: event.group_warning };
      return announcer.say(t("say.inscribed", { name: chairing.name(event.party) }));
    case "floor.holder_dropped":
      return announcer.sayNow(t(event.hall ? "drop.hall" : "drop.who", { name: chairing.name(event.party) }));
    case "floor.holder_returned":
      return announcer.sayNow(
        t(event.hall ? "say.hall_returned" : "say.returned", { name: chairing.name(event.party) }),
      );
    case "floor.called_later":
      return announcer.say(t("say.moved", { name: chairing.name(event.party), place: event.place_taken }));
    case "floor.returned_to_list":
      return announcer.say(t("say.moved", { name: chairing.name(event.party), place: event.place }));
    case "floor.withdrawn":
      return announcer.say(t("say.withdrawn", { name: chairing.name(event.party) }));
    case "question.asked":
      return announcer.say(t("say.asked"));
  }
}
