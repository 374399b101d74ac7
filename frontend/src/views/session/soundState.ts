import { refusalText, t } from "../../locales/texts";
import { isFirefox } from "../../media/browserFeatures";
import type { Listening } from "../../media/listening.svelte";

interface SoundState {
  /** Nothing is heard. */
  off: boolean;
  /** It can be switched. */
  canSwitch: boolean;
  /** Why nothing is heard, or no picture is seen; empty if all is well. */
  why: string;
}

/** What is heard on this page. `first`: it is the person's only tab of the session; null until that is known. */
export function soundOf(listening: Listening, inHall: boolean, first: boolean | null): SoundState {
  const { line, silent, blocked } = listening;
  const off = silent || blocked;
  const unreachable =
    isFirefox() && listening.connection?.resource.loopback === true && line.state !== "connected";
  const canSwitch = !unreachable && (off || ["connecting", "connected", "lost"].includes(line.state));
  const why = () => {
    if (line.problem) return refusalText(line.problem);
    if (unreachable) return t("stage.loopback_alone");
    if (line.state === "lost") return t("stage.media_lost");
    if (listening.soundOnly) return t("stage.sound_only");
    if (blocked && !silent) return t("stage.blocked");
    if (!silent) return "";
    if (inHall) return t("stage.silent_hall");
    return t(first === false ? "stage.silent_second" : "stage.silent_here");
  };
  return { off, canSwitch, why: why() };
}
