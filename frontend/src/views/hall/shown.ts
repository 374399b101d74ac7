/** The hall screen's scene, as the screen itself and the console that tells of it find it. */
import type { Sitting } from "../staff/sitting.svelte";
import { sceneOf, type Scene } from "./scene";

/** Null until the session is known. */
export function sceneNow(sitting: Sitting, moderated: boolean): Scene | null {
  if (!sitting.session) return null;
  return sceneOf({
    session: sitting.session.state,
    speaking: sitting.turn !== null,
    pinned: sitting.pinned !== null,
    calling: sitting.calling !== null,
    screen: sitting.screen !== null,
    moderated,
  });
}
