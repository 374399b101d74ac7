/** The words of the hall screen. */
import { translator, type Message } from "../../i18n/index.svelte";

export const en = {
  "hall.title": "Hall screen",
  "hall.start": "Start",
  "hall.next": "Next speakers",
  "hall.question": "Question",
  "hall.stopped": "clock stopped",
  "hall.over": "over time",
  "hall.ground.suspended": "The turn is suspended",
  "hall.ground.reconnecting": "Reconnecting…",
  "hall.mode.recorded": "recorded statement",
  "hall.mode.read_out": "read out by the chair",
  "hall.interrupted": "{name} goes on afterwards",
  "hall.list": "List of speakers",
  "hall.nobody_waits": "Nobody waits",
  "hall.list_closed": "The list is closed",
  "hall.more": "and {count} more",
  "hall.from_audience": "from the audience",
  "hall.goes_on": "It goes on here",
  "hall.begins_in": "begins in",
  "hall.seat_gone": "This screen has lost its seat",
  "hall.seat_gone_lead":
    "It takes it again by itself where it can. Else sign in here once more, or ask the organiser.",
  "hall.roll_call": "Roll call: {present} of {called}",
  "hall.roll_call_lead": "Delegations answer on their page or phone, or tell the desk.",
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
  "hall.ground.suspended": "Giliran ditangguhkan",
  "hall.ground.reconnecting": "Menyambung kembali…",
  "hall.mode.recorded": "pernyataan rekaman",
  "hall.mode.read_out": "dibacakan oleh ketua",
  "hall.interrupted": "{name} melanjutkan sesudahnya",
  "hall.list": "Daftar pembicara",
  "hall.nobody_waits": "Belum ada yang menunggu",
  "hall.list_closed": "Daftar sudah ditutup",
  "hall.more": "dan {count} lagi",
  "hall.from_audience": "dari hadirin",
  "hall.goes_on": "Sidang akan berlanjut di sini",
  "hall.begins_in": "dimulai dalam",
  "hall.seat_gone": "Layar ini kehilangan kursinya",
  "hall.seat_gone_lead":
    "Kursi diambil lagi dengan sendirinya bila bisa. Jika tidak, masuklah lagi di sini atau tanyakan kepada panitia.",
  "hall.roll_call": "Panggilan kehadiran: {present} dari {called}",
  "hall.roll_call_lead": "Delegasi menjawab di halaman atau ponselnya, atau memberi tahu meja ruang.",
  "hall.stand_by": "Mohon menunggu",
  "hall.join": "Dengarkan, bertanya, dan beri suara lewat ponsel",
  "hall.code": "Kode",
  "hall.begins": "{day}, {time}",
};

export const t = translator({ en, id });
