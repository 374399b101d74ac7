/** Keeps the projector's computer from dimming its screen, where the browser can. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async () => {
    if (over || lock || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused on low battery and the like: the screen is then the technician's matter.
    const taken = await navigator.wakeLock.request("screen").catch(() => null);
    // A tab that was hidden meanwhile has lost it already.
    taken?.addEventListener("release", released);
    lock = taken;
  };
  const released = () => {
    lock = null;
    void ask();
  };
  document.addEventListener("visibilitychange", ask);
  void ask();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
