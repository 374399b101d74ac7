/** The scene of the hall screen. The screen shows it, and the console says which it is. */
import { pollOnScreen } from "../../state/polls";
import { rollCall } from "../../state/staffSession";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { sceneOf, type Scene } from "./scene";

/** Null until the session is known. */
export function presentScene(model: SessionModel, moderated: boolean): Scene | null {
  if (!model.session) return null;
  return sceneOf({
    session: model.session.state,
    speaking: model.turn !== null,
    pinned: model.pinned !== null,
    polled: pollOnScreen(model) !== null,
    vote: model.vote && (model.isVoting ? "under_way" : "closed"),
    calling: rollCall(model) !== null,
    moved: model.motion !== null,
    screen: model.screen !== null,
    moderated,
  });
}
