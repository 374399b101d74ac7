/** What is being typed in a channel. It is kept in this browser tab, over a closed panel and a reload. */
const keyOf = (session: string, channel: string): string => `balai.message.${session}.${channel}`;

export const draftOf = (session: string, channel: string): string =>
  sessionStorage.getItem(keyOf(session, channel)) ?? "";

export function storeDraft(session: string, channel: string, text: string): void {
  if (text) sessionStorage.setItem(keyOf(session, channel), text);
  else sessionStorage.removeItem(keyOf(session, channel));
}
