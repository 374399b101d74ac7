/** How long tests wait for a condition; only a failing test waits this long. */
import { vi } from "vitest";

export const PATIENCE_MS = 60_000;

/** Waits until a check passes. Vitest's default of one second is too short for a busy machine. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 1 });
