/** The microphone or the camera of a booth, with its connection at the relay. */
import type { OpenedConnection } from "../../media/mediaLine.svelte";
import { Publishing } from "../../media/publishing.svelte";
import type { Client } from "../../state/client.svelte";

export class BoothPublishing extends Publishing {
  /** The newest connection, or null if nothing is sent. */
  connection = $state.raw<OpenedConnection | null>(null);

  constructor(client: Client, session: string) {
    super(client, session, "booth");
  }

  override hangUp(): void {
    super.hangUp();
    this.connection = null;
  }

  protected override async open(): Promise<OpenedConnection> {
    return (this.connection = await super.open());
  }
}
