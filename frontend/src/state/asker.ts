/** Who asked a question, as everyone may know it. */
import { isolated } from "../i18n/isolated";
import { t } from "../i18n/words";
import type { Entities } from "./store.svelte";

/** A name, marked where its bearer chose it and nobody vouches for it; "" for who gave none and is no guest. */
export function askerName({ author, guest }: Pick<Entities["question"], "author" | "guest">): string {
  if (guest) return author ? guestName(author) : t("name.nameless_guest");
  return isolated(author);
}

export const guestName = (name: string): string => t("name.guest", { name });
