/** Tells the relay which language channel a listener hears, and whether it wants the floor's sound. */
import type { OpenedConnection } from "./mediaLine.svelte";
import type { Resource } from "./signalling";

export interface Tuning {
  /** The language of the channel; empty for none. */
  language: string;
  /** Whether the floor's sound is sent. */
  floor: boolean;
}

const AGAIN_MS = 1000;

/** Sends one request at a time, so that the last choice is the last that arrives. */
export class Tuner {
  private wanted: { resource: Resource; tuning: Tuning } | null = null;
  private sending = false;

  /** Tunes a connection. A new connection hears the floor alone until it is tuned. */
  tune({ resource }: OpenedConnection, tuning: Tuning): void {
    this.wanted = { resource, tuning };
    if (!this.sending) void this.send();
  }

  stop(): void {
    this.wanted = null;
  }

  private async send(): Promise<void> {
    this.sending = true;
    while (this.wanted) {
      const { resource, tuning } = this.wanted;
      const asked = this.wanted;
      const settled = await told(resource, tuning);
      if (this.wanted !== asked) continue;
      if (settled) this.wanted = null;
      else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    this.sending = false;
  }
}

/** Whether nothing more is to be done: the relay obeyed, or the connection is gone and the next one is tuned anew. */
async function told({ url, token }: Resource, tuning: Tuning): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  try {
    const answer = await fetch(`${url}/language`, { method: "POST", headers, body: JSON.stringify(tuning) });
    if (answer.ok) return true;
    // The channel was just added and the relay does not know it yet; any other refusal is final.
    const { code = "" } = (await answer.json().catch(() => ({}))) as { code?: string };
    return code !== "interpretation.unknown_language" && answer.status < 500;
  } catch {
    return false;
  }
}
