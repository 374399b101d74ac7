/** Whether a person agreed to be recorded, and what of them a recording contains. */
import { signChannelOf } from "../../state/signChannel";
import { carriesVideoStatement } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { shouldBeHeard } from "../session/party/hearingState";
import type { SessionModel } from "../../state/sessionModel.svelte";

/** The running recording that this person has not acknowledged, so that it does not contain them. */
export function unacknowledgedRecording({
  client,
  stream,
  runningRecording: recording,
}: SessionModel): Entities["running_recording"] | null {
  return recording && !client.store.one(stream, "my_acknowledgement", recording.id) ? recording : null;
}

/** What everyone hears and sees of a person now: the person, the video statement of their party, or nothing. */
export function broadcastKind(model: SessionModel): "person" | "video_statement" | "nothing" {
  const { party = null, participant = null } = model.client.seat ?? {};
  const seated = model.podium.some((seat) => seat.participant === participant);
  const turn = model.session?.state === "open" ? model.turn : null;
  const own = party !== null && turn?.party === party ? turn : null;
  if (shouldBeHeard(own, participant, seated)) return "person";
  if (participant !== null && interpretersOnDuty(model).includes(participant)) return "person";
  if (own && carriesVideoStatement(own)) return "video_statement";
  return turn?.mode === "read_out" && turn.reader === participant ? "person" : "nothing";
}

/** The participants whose camera or screen is in a slot now. A recording contains them if they agreed. */
export function participantsInSlots(model: SessionModel): string[] {
  const { publishing } = model.lines;
  const seated = model.podium.map(({ participant }) => participant);
  const sending = publishing.filter((one) => seated.includes(one) || onFloor(model).includes(one));
  const shows = model.screen;
  const all = [...sending, ...(shows === null ? [] : [shows]), ...interpretersOnDuty(model)];
  return [...new Set(all)];
}

/** The interpreters whose microphone or camera is in a channel now. */
function interpretersOnDuty(model: SessionModel): string[] {
  const sign = signChannelOf(model);
  const heard = model.channels.filter(({ outgoing }) => model.lines.languages.includes(outgoing));
  return [...heard, ...(sign && model.lines.sign ? [sign] : [])].flatMap(({ on_duty: who }) => who ?? []);
}

/** Those of whom the relay puts one into the slot `floor`: the named speaker if they send, else any party member. */
function onFloor(model: SessionModel): string[] {
  const turn = model.session?.state === "open" && !model.turn?.suspended_at ? model.turn : null;
  if (!turn || turn.place === "hall" || carriesVideoStatement(turn)) return [];
  if (turn.mode === "read_out") return turn.reader ? [turn.reader] : [];
  const speaker = model.speakerOf(turn);
  const named = speaker !== null && model.isPublishing(speaker);
  return named ? [speaker] : model.members(turn.party);
}
