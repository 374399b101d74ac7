/** The decisions under way, read over REST: until they are taken, some rights stay as they are. */
import type { Client } from "../../state/client.svelte";
import { readOverview, type UnderWay } from "./overview";

export class DecisionsUnderWay {
  list = $state.raw<UnderWay[]>([]);

  constructor(private readonly client: Client) {}

  /** Reads them: when the page opens, and after a refusal. */
  async read(): Promise<void> {
    try {
      this.list = (await readOverview(this.client.token)).under_way;
    } catch {
      // The server still refuses what a decision keeps, and says why.
    }
  }

  readIfRefused(code: string): void {
    if (code === "decision.under_way") void this.read();
  }

  /** Whether a vote keeps the session open to delegations. */
  keepOpen = (session: string): boolean => this.list.some(({ stream }) => stream === `session/${session}`);
  /** Whether a decision keeps the accreditation of the party. */
  keepAccredited = (party: string): boolean => this.list.some(({ parties }) => parties.includes(party));
  /** Whether a decision keeps the role and the party of the participant. */
  keepVoice = (participant: string): boolean =>
    this.list.some(({ participants }) => participants.includes(participant));
}
