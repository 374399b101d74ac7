/** Tells the others who draft that a paragraph is being edited, for as long as its editor is open. */
import type { Client } from "../../state/client.svelte";

/** The server forgets what is not renewed for 10 seconds. */
export const RENEW_MS = 4000;

/** Call what it returns when the editor closes. */
export function announceEditing(client: Client, stream: string, paragraph: string): () => void {
  let isWaiting = false;
  const tell = async () => {
    // Commands that wait for the connection would pile up.
    if (isWaiting || client.phase !== "live") return;
    isWaiting = true;
    await client.sendCommand(stream, { type: "outcome.begin_editing", paragraph });
    isWaiting = false;
  };
  void tell();
  const timer = window.setInterval(() => void tell(), RENEW_MS);
  return () => {
    window.clearInterval(timer);
    void client.sendCommand(stream, { type: "outcome.end_editing", paragraph });
  };
}
