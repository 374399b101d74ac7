/** The words of the shared parts, the programme and the session page. */
import { words, type Key } from "./everyones.svelte";
import { render, type Params } from "./index.svelte";

export function t(key: Key, params: Params = {}): string {
  const { tag, of } = words();
  return render(of[key] ?? "", params, tag);
}

/** What to tell a person of a refusal: our own words for the code where we have them, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in words().of ? t(key as Key) : message;
}
