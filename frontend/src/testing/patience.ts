/** How long tests wait for what has to come: only one that fails waits so long. */
import { vi } from "vitest";

const PATIENCE_MS = 60_000;

/** Until a check passes. By itself Vitest gives up after a second, which a busy machine may stand still. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 1 });
