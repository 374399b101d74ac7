/** The id by which this tab of the desk is known as the one that plays the sound in the hall. */

const KEY = "balai.desk.player";

/** Made once for a tab; a reload keeps it. */
export function deskPlayer(): string {
  const known = sessionStorage.getItem(KEY);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const made = `desk-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  sessionStorage.setItem(KEY, made);
  return made;
}
