/** The words of the hall screen. */
import { translator, type Message } from "../../i18n/index.svelte";

export const en = {
  "hall.title": "Hall screen",
  "hall.start": "Start",
  "hall.next": "Next speakers",
  "hall.question": "Question",
  "hall.stopped": "clock stopped",
  "hall.over": "over time",
  "hall.turn_suspended": "The turn is suspended",
  "hall.reconnecting": "Reconnecting…",
  "hall.stand_by": "Please stand by",
  "hall.join": "Listen, ask and vote on your phone",
  "hall.code": "Code",
  "hall.begins": "{day}, {time}",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "hall.title": "Layar ruang sidang",
  "hall.start": "Mulai",
  "hall.next": "Pembicara berikutnya",
  "hall.question": "Pertanyaan",
  "hall.stopped": "jam berhenti",
  "hall.over": "lewat waktu",
  "hall.turn_suspended": "Giliran ditangguhkan",
  "hall.reconnecting": "Menyambung kembali…",
  "hall.stand_by": "Mohon menunggu",
  "hall.join": "Dengarkan, bertanya, dan beri suara lewat ponsel",
  "hall.code": "Kode",
  "hall.begins": "{day}, {time}",
};

export const t = translator({ en, id });
