/** The words of the staff's screens: the moderator's console and the hall desk. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";
import * as refusals from "./refusals";
import * as seats from "../../components/seatRefusals";

export const en = {
  "staff.understood": "Close",
  "staff.sending": "Sending; waiting for the server’s answer",
  "staff.cancel": "Cancel",
  "staff.reason": "Reason",
  "staff.optional": "{label} (optional)",
  "staff.simulated": "simulated",
  "staff.loading": "Fetching the session",
  "screens.title": "Your screens",
  "screens.console": "Console",
  "screens.desk": "Hall desk",
  "screens.hall": "Hall screen",
  "staff.not_yours": "This screen belongs to another seat",
  "staff.needs_moderator":
    "Only a moderator runs a session. Take the moderator’s seat, or follow the session itself.",
  "staff.needs_operator":
    "Only an operator runs the hall. Take the operator’s seat, or follow the session itself.",
  "staff.to_session": "To the session",
  "staff.moderators": { one: "{count} moderator", other: "{count} moderators" },

  "party.party": "Party",
  "party.choose": "Choose a party",
  "party.kind": "Kind",
  "party.mode": "How",
  "party.place": "From where",
  "party.own_place": "where it sits",
  "party.speaker": "Speaker",
  "party.any_member": "Any member",
  "party.group": "On behalf of (a group)",
  "party.late_reason": "The list is closed. Why is it added?",

  "ready.line": "line open",
  "ready.hall": "in the hall",
  "ready.recorded": "recording ready",
  "ready.read_out": "read out",
  "ready.absent": "not connected",
  "ready.no_line": "no line",
  "ready.no_microphone": "no microphone",
  "ready.not_heard": "microphone not heard",
  "ready.silent": "nothing arrives",
  "ready.lossy": "line poor: {figure} % lost",
  "ready.slow": "line poor: {figure} ms",
  "ready.not_confirmed": "not confirmed",
  "ready.no_recording": "no recording",
  "ready.converting": "not ready: converting {figure} %",
  "line.open": "line open",
  "line.no_line": "no line",
  "line.way.host": "direct",
  "line.way.srflx": "through a router",
  "line.way.prflx": "through a router",
  "line.way.relay": "over the TURN server",
  "line.rtt": "{ms} ms there and back",
  "line.loss": "{percent} % lost",
  "line.level": "loudest {dbov} dBov",
  "line.silent": "silent",
  "line.no_picture": "no picture",

  "light.hall_on": "Hall on air",
  "light.hall_off": "Hall not on air",
  "light.relay.off": "Relay: not listening",
  "light.relay.connecting": "Relay: connecting",
  "light.relay.connected": "Relay connected",
  "light.relay.lost": "Relay: restoring",
  "light.relay.refused": "Relay refused",
  "light.lost": "Connection lost: {names}",

  ...refusals.en,
  ...seats.en,
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "staff.understood": "Tutup",
  "staff.sending": "Mengirim; menunggu jawaban server",
  "staff.cancel": "Batal",
  "staff.reason": "Alasan",
  "staff.optional": "{label} (boleh kosong)",
  "staff.simulated": "simulasi",
  "staff.loading": "Mengambil data sidang",
  "screens.title": "Layar Anda",
  "screens.console": "Meja moderator",
  "screens.desk": "Meja ruang sidang",
  "screens.hall": "Layar ruang sidang",
  "staff.not_yours": "Layar ini milik kursi lain",
  "staff.needs_moderator":
    "Hanya moderator yang memimpin sidang. Ambil kursi moderator, atau ikuti sidangnya.",
  "staff.needs_operator":
    "Hanya operator yang mengurus ruang sidang. Ambil kursi operator, atau ikuti sidangnya.",
  "staff.to_session": "Ke sidang",
  "staff.moderators": "{count} moderator",

  "party.party": "Delegasi",
  "party.choose": "Pilih delegasi",
  "party.kind": "Jenis",
  "party.mode": "Cara",
  "party.place": "Dari mana",
  "party.own_place": "tempat duduknya",
  "party.speaker": "Pembicara",
  "party.any_member": "Anggota mana pun",
  "party.group": "Atas nama (kelompok)",
  "party.late_reason": "Daftar sudah ditutup. Mengapa ditambahkan?",

  "ready.line": "saluran terbuka",
  "ready.hall": "di ruang sidang",
  "ready.recorded": "rekaman siap",
  "ready.read_out": "dibacakan",
  "ready.absent": "tidak tersambung",
  "ready.no_line": "tanpa saluran",
  "ready.no_microphone": "tanpa mikrofon",
  "ready.not_heard": "mikrofon belum terdengar",
  "ready.silent": "tidak ada yang tiba",
  "ready.lossy": "saluran buruk: {figure} % hilang",
  "ready.slow": "saluran buruk: {figure} ms",
  "ready.not_confirmed": "belum dikonfirmasi",
  "ready.no_recording": "tanpa rekaman",
  "ready.converting": "belum siap: mengonversi {figure} %",
  "line.open": "saluran terbuka",
  "line.no_line": "tanpa saluran",
  "line.way.host": "langsung",
  "line.way.srflx": "lewat perute",
  "line.way.prflx": "lewat perute",
  "line.way.relay": "lewat server TURN",
  "line.rtt": "{ms} md pulang-pergi",
  "line.loss": "{percent} % hilang",
  "line.level": "terkeras {dbov} dBov",
  "line.silent": "hening",
  "line.no_picture": "tanpa gambar",

  "light.hall_on": "Ruang sidang mengudara",
  "light.hall_off": "Ruang sidang tidak mengudara",
  "light.relay.off": "Relai: tidak mendengar",
  "light.relay.connecting": "Relai: menyambung",
  "light.relay.connected": "Relai tersambung",
  "light.relay.lost": "Relai: dipulihkan",
  "light.relay.refused": "Relai menolak",
  "light.lost": "Sambungan terputus: {names}",

  ...refusals.id,
  ...seats.id,
};

export const t = translator({ en, id });

/** What to tell the staff of a refusal: their own words for the code, else those of everyone, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  if (key in en) return t(key as keyof typeof en);
  return sharedRefusal(code, message);
}
