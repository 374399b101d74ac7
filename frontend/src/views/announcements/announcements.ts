/** Announcements, and which of them this person was shown. */
import type { Client } from "../../state/client.svelte";
import { conferenceStream, sessionStream } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

export interface StreamAnnouncement {
  stream: string;
  one: Entities["announcement"];
}

/** The announcements to the conference, and to the session if one is shown, the newest first. */
export function announcementsOf(client: Client, session: string | null): StreamAnnouncement[] {
  const streams = [
    conferenceStream(client.seat?.conference ?? ""),
    ...(session === null ? [] : [sessionStream(session)]),
  ];
  return streams
    .flatMap((stream) => client.store.all(stream, "announcement").map((one) => ({ stream, one })))
    .sort((a, b) => Number(b.one.id) - Number(a.one.id));
}

const keyOf = (client: Client): string => `balai.announced.${client.seat?.person ?? ""}`;

/** The ids of the announcements that were put away on this device. Numbers are unique in a conference. */
export function dismissedIds(client: Client): string[] {
  const kept: unknown = JSON.parse(localStorage.getItem(keyOf(client)) ?? "[]");
  return Array.isArray(kept) ? kept.map(String) : [];
}

export function storeDismissedIds(client: Client, ids: string[]): void {
  localStorage.setItem(keyOf(client), JSON.stringify(ids.slice(-500)));
}
