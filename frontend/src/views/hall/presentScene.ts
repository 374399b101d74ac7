/** The scene of the hall screen. The screen shows it, and the console says which it is. */
import { pollOnScreen } from "../../state/polls";
import { lastRollCall, rollCall } from "../../state/staffSession";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { sceneOf, type Scene } from "./scene";

/** Whether the result of a vote is shown. That of a later roll call takes its place. */
const showsVote = (model: SessionModel): boolean =>
  model.vote !== null && (lastRollCall(model)?.closed_at ?? "") < (model.vote.closed_at ?? "");

/** Null until the session is known. */
export function presentScene(model: SessionModel, moderated: boolean): Scene | null {
  if (!model.session) return null;
  const poll = pollOnScreen(model);
  return sceneOf({
    session: model.session.state,
    speaking: model.turn !== null,
    pinned: model.pinned !== null,
    polled: poll && (poll.state === "open" ? "open" : "closed"),
    vote: model.isVoting ? "under_way" : showsVote(model) ? "closed" : null,
    calling: rollCall(model) !== null,
    pending: model.appellant ? "appeal" : model.motion ? "motion" : null,
    screen: model.screen !== null,
    moderated,
  });
}
