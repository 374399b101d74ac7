/** The words of the seats that are no party's. */
import { translator, type Message } from "../../i18n/index.svelte";

const en = {
  interpreter:
    "You follow this session as an interpreter: you hear the floor, and read texts of speakers to come under “List”.",
  moderator: "You follow this session as a moderator. You run it from the console.",
  operator: "You follow this session as an operator. You run the hall from its desk.",
  organiser: "You follow this session as an organiser.",
} satisfies Record<string, Message>;

const id: Record<keyof typeof en, Message> = {
  interpreter:
    "Anda mengikuti sidang ini sebagai juru bahasa: Anda mendengar pembicara, dan membaca teks pembicara berikutnya di “Daftar”.",
  moderator: "Anda mengikuti sidang ini sebagai moderator. Anda memimpinnya dari konsol.",
  operator: "Anda mengikuti sidang ini sebagai operator. Anda menjalankan ruang sidang dari mejanya.",
  organiser: "Anda mengikuti sidang ini sebagai penyelenggara.",
};

const t = translator({ en, id });
const ROLES = ["moderator", "operator", "interpreter", "organiser"] as const;

/** What a seat with a part in the conference is for; empty for the audience, whom the head of the page names. */
export function seatLine(roles: readonly string[]): string {
  const role = ROLES.find((one) => roles.includes(one));
  return role ? t(role) : "";
}
