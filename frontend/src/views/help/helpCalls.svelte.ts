/** Calls for help, as the staff sees them. */
import { comma } from "../../locales/language.svelte";
import { isolateDirection } from "../../locales/isolateDirection";
import { guestName } from "../../state/selectors";
import type { ConferenceView } from "../../state/conference.svelte";
import type { Client } from "../../state/client.svelte";
import type { Entities } from "../../state/store.svelte";
import { t } from "./texts";

type Call = Entities["help_call"];

/** Open calls, the longest waiting first. */
export function openCalls(client: Client, stream: string): Call[] {
  return [...client.store.all(stream, "help_call")].sort(
    (a, b) => Date.parse(a.called_at) - Date.parse(b.called_at),
  );
}

/** Whether this seat can answer calls. */
export const canAnswerCalls = (client: Client): boolean =>
  ["moderator", "operator", "organiser"].some((role) => client.hasRole(role));

/** The caller's party and name, or what is known of a guest. Nobody has checked a visitor's name. */
export function callerName(call: Call, conference: ConferenceView): string {
  if (call.visitor) return call.name ? t("queue.visitor_named", { name: call.name }) : t("queue.visitor");
  const name = call.guest && call.name ? guestName(call.name) : isolateDirection(call.name);
  const known = [conference.partyName(call.party), name].filter(Boolean).join(comma());
  return known || t(call.place === "hall" ? "queue.guest_hall" : "queue.guest_remote");
}

/** Plays two soft notes, for staff who look elsewhere. The browser may forbid it before the first click. */
export async function playChime(): Promise<void> {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0.06 });
  gain.connect(context.destination);
  const end = [660, 880].map((frequency, number) => {
    const note = new OscillatorNode(context, { frequency });
    note.connect(gain);
    note.start(context.currentTime + number * 0.18);
    note.stop(context.currentTime + number * 0.18 + 0.16);
    return new Promise((resolve) => note.addEventListener("ended", resolve));
  });
  if (context.state === "running") await Promise.all(end);
  await context.close();
}

const MARK = /^\(\d+\) /;

/** Puts the number of open calls in front of the page's title, so that a background tab shows it. */
export function markTitle(count: number): void {
  document.title = (count ? `(${count}) ` : "") + document.title.replace(MARK, "");
}
