/** Whether a person agreed to be recorded, and what a recording has of it meanwhile. */
import { isFilm } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { shouldBeHeard } from "../session/party/heard";
import type { Sitting } from "../staff/sitting.svelte";

/** The recording that this person has not acknowledged, and so is not on. */
export function unacknowledged({ hall, stream, taping }: Sitting): Entities["taping"] | null {
  return taping && !hall.store.one(stream, "my_acknowledgement", taping.id) ? taping : null;
}

/** What everyone hears and sees of a person now: it, the recorded statement of its party, or nothing. */
export function airedOf(sitting: Sitting): "person" | "film" | "nothing" {
  const { party = null, participant = null } = sitting.hall.seat ?? {};
  const seated = sitting.podium.some((seat) => seat.participant === participant);
  const turn = sitting.session?.state === "open" ? sitting.turn : null;
  const own = party !== null && turn?.party === party ? turn : null;
  if (shouldBeHeard(own, participant, seated)) return "person";
  if (own && isFilm(own)) return "film";
  return turn?.mode === "read_out" && turn.reader === participant ? "person" : "nothing";
}

/** Whose cameras and screens are in the slots now, by participant: what a recording has of those who agreed. */
export function inSlots(sitting: Sitting): string[] {
  const { publishing } = sitting.lines;
  const seated = sitting.podium.map(({ participant }) => participant);
  const sending = publishing.filter((one) => seated.includes(one) || onFloor(sitting).includes(one));
  const shows = sitting.screen;
  return shows === null || sending.includes(shows) ? sending : [...sending, shows];
}

/** Of whom the relay puts one on the floor: whoever is named, else a member of the party. */
function onFloor(sitting: Sitting): string[] {
  const turn = sitting.session?.state === "open" && !sitting.turn?.suspended_at ? sitting.turn : null;
  if (!turn || turn.place === "hall" || isFilm(turn)) return [];
  if (turn.mode === "read_out") return turn.reader ? [turn.reader] : [];
  const speaker = sitting.speakerOf(turn);
  const named = speaker !== null && sitting.isPublishing(speaker);
  return named ? [speaker] : sitting.members(turn.party);
}
