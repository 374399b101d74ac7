/** The id of this tab of the desk, by which the server knows which tab plays the sound in the hall. */

const KEY = "balai.desk.player";

/** Made once per tab. A reload keeps it. */
export function deskPlayerId(): string {
  const known = sessionStorage.getItem(KEY);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const made = `desk-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  sessionStorage.setItem(KEY, made);
  return made;
}
