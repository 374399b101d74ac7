/** The recordings of sessions that the reader may play, asked for once each. */
import { sessionRecord, type RecordRecording } from "../../state/record";
import { recordingAt } from "./moments";

export class Recordings {
  private found = $state.raw<Record<string, RecordRecording[]>>({});
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly asked = new Set<string>();

  constructor(private readonly bearer: () => string) {}

  /** Whether a moment of a session can be played. False until the server has told. */
  hasMoment(session: string, at: string | null): boolean {
    if (!at) return false;
    if (!this.asked.has(session)) {
      this.asked.add(session);
      void this.fetchOnce(session);
    }
    return recordingAt(this.found[session] ?? [], at) !== null;
  }

  private async fetchOnce(session: string) {
    try {
      const { recording } = await sessionRecord(session, this.bearer());
      this.found = { ...this.found, [session]: recording ?? [] };
    } catch {
      // Nothing of the session is published to the reader, or the server is gone: its minutes are there.
    }
  }
}
