/** The words of the shared parts, the programme and the session page. */
import { en } from "./en";
import { id } from "./id";
import { translator } from "./index.svelte";

export const t = translator({ en, id });

/** What to tell a person of a refusal: our own words for the code where we have them, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : message;
}
