/** Keeps the projector's computer from dimming its screen, if the browser can. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async () => {
    if (over || lock || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // The browser may refuse, for example on low battery; the technician then has to act.
    const taken = await navigator.wakeLock.request("screen").catch(() => null);
    // A tab that was hidden meanwhile has lost the lock already.
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
