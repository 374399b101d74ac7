/** What a guest is told of the name that it chose. */
import type { Message } from "../i18n/index.svelte";

export const en = {
  "refusal.name.unreadable": "Nothing of this name can be read. Write it with letters, or leave it empty.",
  "refusal.name.of_a_role":
    "This is what people with a part in the conference are called. Give your own name.",
  "refusal.name.of_a_party":
    "A party of this conference is called so. Give your own name, and your family’s.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "refusal.name.unreadable": "Nama ini tidak terbaca. Tulis dengan huruf, atau kosongkan.",
  "refusal.name.of_a_role":
    "Begitulah sebutan mereka yang bertugas dalam konferensi ini. Tulis nama Anda sendiri.",
  "refusal.name.of_a_party":
    "Salah satu pihak konferensi ini bernama demikian. Tulis nama Anda sendiri, lengkap dengan nama keluarga.",
};
