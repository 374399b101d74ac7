/** What a listener hears who chose a language: the interpreter, or the floor and why. */
import type { Entities } from "./store.svelte";

export type Channel = Entities["language_channel"];
export type SignChannel = Entities["sign_channel"];
/** What the booths of both have in common. */
export type BoothState = Omit<Channel, "position" | "outgoing" | "second" | "held_by">;

/** `closed`: there is no such channel any more. `same`: the speaker speaks the language. `own`: one speaks oneself. */
export type WhyFloor = "chosen" | "closed" | "off_duty" | "no_line" | "same" | "own";

export type Heard =
  | { is: "floor"; why: WhyFloor; language: string }
  /** `from` is the language from which a relay booth interprets; empty if it hears the floor. */
  | { is: "interpretation"; language: string; from: string };

export interface Listener {
  /** The chosen language; empty for the floor. */
  chosen: string;
  channels: readonly Channel[];
  /** The channels into which an interpreter's microphone sends now. */
  live: readonly string[];
  /** The language that is spoken; empty if it is not known. */
  spoken: string;
  /** The listener has the floor. */
  speaks: boolean;
}

export function heardBy({ chosen, channels, live, spoken, speaks }: Listener): Heard {
  const floor = (why: WhyFloor): Heard => ({ is: "floor", why, language: chosen });
  if (!chosen) return floor("chosen");
  const channel = channels.find(({ id }) => id === chosen);
  if (!channel) return floor("closed");
  if (speaks) return floor("own");
  const booth = channels.find(({ id }) => id === channel.held_by);
  if (!booth || booth.since === null) return floor("off_duty");
  if (chosen === spoken) return floor("same");
  if (!live.includes(chosen)) return floor("no_line");
  return { is: "interpretation", language: chosen, from: booth.from_hall ? "" : booth.incoming };
}

/** Whether a role in a session lets a person interpret into a language of it; one without a language is for any. */
export const interpretsInto = (
  role: Entities["session_role"],
  { participant, session, language }: { participant: string | null; session: string; language: string },
): boolean =>
  role.role === "interpreter" &&
  role.participant === participant &&
  role.session === session &&
  ["", language].includes(role.language);

/** How long the speaker and the chair see that a booth asked for a slower pace, in milliseconds. */
export const SLOWER_SHOWN_MS = 15_000;

/** The languages of the booths that asked for a slower pace just now. `now` is the server's time. */
export function askSlower(channels: readonly BoothState[], now: number): string[] {
  return channels
    .filter(({ slower_asked_at: at }) => at !== null && now - Date.parse(at) < SLOWER_SHOWN_MS)
    .map(({ id }) => id);
}
