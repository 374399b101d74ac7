/** A document that is being added. It is kept in this browser tab, over a closed form, another page and a reload. */
import type { Values } from "../../documents/form";

export interface Draft {
  values: Values;
  /** What the field of the moment holds. */
  until: string;
}

const keyOf = (stream: string) => `balai.document.${stream}`;

/** The draft of a conference; null if there is none. */
export function storedDraft(stream: string): Draft | null {
  const kept = sessionStorage.getItem(keyOf(stream));
  return kept ? (JSON.parse(kept) as Draft) : null;
}

/** Keeps a draft, if anything was typed. */
export function storeDraft(stream: string, draft: Draft): void {
  const { title, symbol } = draft.values;
  if (symbol || Object.values(title).some(Boolean))
    sessionStorage.setItem(keyOf(stream), JSON.stringify(draft));
  else deleteDraft(stream);
}

export const deleteDraft = (stream: string): void => sessionStorage.removeItem(keyOf(stream));
