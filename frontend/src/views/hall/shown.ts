/** The hall screen's scene, as the screen itself and the console that tells of it find it. */
import type { SessionModel } from "../../state/sessionModel.svelte";
import { sceneOf, type Scene } from "./scene";

/** Null until the session is known. */
export function sceneNow(model: SessionModel, moderated: boolean): Scene | null {
  if (!model.session) return null;
  return sceneOf({
    session: model.session.state,
    speaking: model.turn !== null,
    pinned: model.pinned !== null,
    calling: model.calling !== null,
    screen: model.screen !== null,
    moderated,
  });
}
