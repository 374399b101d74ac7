/** The conference of the seat in the form that views need: names in the reader's language, flags, times. */
import { comma, language } from "../locales/language.svelte";
import { useClient, type Client } from "./client.svelte";
import { dayWithTimeIn } from "./moments";
import { conferenceStream, inLanguage, nameOfParty, speakerLine } from "./selectors";
import type { Entities } from "./store.svelte";

export class ConferenceView {
  constructor(private readonly client: Client) {}

  get stream(): string {
    return conferenceStream(this.client.seat?.conference ?? "");
  }

  get conference(): Entities["conference"] | null {
    return this.client.store.all(this.stream, "conference")[0] ?? null;
  }

  /** The languages of the conference's texts, in its order. */
  get languages(): string[] {
    return this.conference?.languages ?? ["en"];
  }

  /** What the conference says of itself on every page, as that it is a demo; empty if nothing. */
  get notice(): string {
    return inLanguage(this.conference?.notice, language());
  }

  get zone(): string {
    return this.conference?.timezone ?? "UTC";
  }

  get sessions(): Entities["session"][] {
    return this.client.store.all(this.stream, "session");
  }

  party(id: string | null | undefined): Entities["party"] | null {
    return this.client.store.one(this.stream, "party", id);
  }

  /** The party's name in the reader's language, with the outlet of a journalist (FL1). */
  partyName(id: string | null | undefined): string {
    return nameOfParty(this.party(id), language());
  }

  /** The code of the party's flag; empty if the organiser shows none. */
  flag(id: string | null | undefined): string {
    return this.conference?.shows_flags ? (this.party(id)?.code ?? "") : "";
  }

  participant(id: string | null | undefined): Entities["participant"] | null {
    return this.client.store.one(this.stream, "participant", id);
  }

  /** Honorific, name and function of a participant. */
  personLine(id: string | null | undefined): string {
    return speakerLine(this.participant(id));
  }

  /** The titles of the sessions as one list in words. */
  titles(sessions: readonly string[]): string {
    const named = sessions.map((id) => this.title(this.client.store.one(this.stream, "session", id)));
    return named.map((title) => `“${title}”`).join(comma());
  }

  title(session: Entities["session"] | null): string {
    return inLanguage(session?.title, language());
  }

  /** Title, day and time of a session, to choose among sessions that may have one title. */
  titleWithTime(session: Entities["session"]): string {
    return `${this.title(session)} · ${dayWithTimeIn(session.starts_at, this.zone, language())}`;
  }

  room(session: Entities["session"] | null): string {
    return inLanguage(this.client.store.one(this.stream, "room", session?.room)?.name, language());
  }

  theme(session: Entities["session"] | null): string {
    return inLanguage(this.client.store.one(this.stream, "theme", session?.theme)?.title, language());
  }
}

export const useConference = (): ConferenceView => new ConferenceView(useClient());
