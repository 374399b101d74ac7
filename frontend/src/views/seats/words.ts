/** The words of those who take a seat, and of those whose seat is refused. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as shared } from "../../i18n/words";
import * as seats from "../../components/seatRefusals";

export const en = {
  "app.not_found": "There is no such page.",
  "gallery.title": "Gallery of components",
  "strip.take": "Take a seat",
  "connection.no_session": "There is no such session",
  "connection.refused_title": "Your seat is no longer valid",
  "seat.title": "Take a seat",
  "seat.lead":
    "Balai is the hall of a hybrid conference: one list of speakers, one floor and one place for questions, for those in the room and those far away.",
  "seat.simulated":
    "Delegations and listeners marked “simulated” keep the hall going; one steps aside when you take its seat.",
  "seat.each_opens": "Each seat opens in a tab of its own, so that one person can sit in several.",
  "seat.take": "Take this seat",
  "seat.take_of": "The seat of {name}",
  "seat.one_moment": "Taking the seat",
  "seat.unknown": "There is no such seat.",
  "seat.loading": "Fetching the seats",
  "seat.try": "Four things to try",
  "seat.open": "Open: {name}",
  "seat.try_chair": "Chair a session",
  "seat.try_chair_how":
    "Thank whoever speaks, and give the floor to the next. Microphones and clocks everywhere obey you.",
  "seat.try_speak": "Speak as a remote country",
  "seat.try_speak_how":
    "Check camera and microphone, request the floor, and give it to Fiji from the moderator’s tab.",
  "seat.try_ask": "Ask from a phone",
  "seat.try_ask_how": "Type a question and vote for others’. The moderator approves it.",
  "seat.try_ask_phone": "On a phone in this network: {address}",
  "seat.try_screen": "See it on the hall screen",
  "seat.try_screen_how":
    "The speaker, the clock, who is next; and your question, once the moderator shows it.",
  "seat.also": "Or look around",
  "seat.card_over":
    "This phone no longer sits for its delegation: the seat card was replaced, or another phone took its place. Scan the card again; if it was replaced, ask the desk for the new one.",
  "seat.card_again": "Type the code of a card",
  ...seats.en,
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "app.not_found": "Halaman ini tidak ada.",
  "gallery.title": "Galeri komponen",
  "strip.take": "Ambil kursi",
  "connection.no_session": "Sidang ini tidak ada",
  "connection.refused_title": "Kursi Anda tidak berlaku lagi",
  "seat.title": "Ambil kursi",
  "seat.lead":
    "Balai adalah ruang sidang konferensi hibrida: satu daftar pembicara, satu mimbar, dan satu tempat bertanya, bagi yang hadir di ruangan maupun yang jauh.",
  "seat.simulated":
    "Delegasi dan hadirin bertanda “simulasi” meramaikan sidang; mereka menyingkir saat Anda mengambil kursinya.",
  "seat.each_opens":
    "Setiap kursi terbuka di tab tersendiri, sehingga satu orang dapat menempati beberapa kursi.",
  "seat.take": "Ambil kursi ini",
  "seat.take_of": "Kursi {name}",
  "seat.one_moment": "Mengambil kursi",
  "seat.unknown": "Kursi ini tidak ada.",
  "seat.loading": "Mengambil daftar kursi",
  "seat.try": "Empat hal untuk dicoba",
  "seat.open": "Buka: {name}",
  "seat.try_chair": "Pimpin sidang",
  "seat.try_chair_how":
    "Ucapkan terima kasih kepada yang berbicara, lalu persilakan yang berikutnya. Semua mikrofon dan jam mengikuti Anda.",
  "seat.try_speak": "Berbicara sebagai negara dari jauh",
  "seat.try_speak_how":
    "Periksa kamera dan mikrofon, minta kesempatan bicara, lalu persilakan Fiji dari tab moderator.",
  "seat.try_ask": "Bertanya dari ponsel",
  "seat.try_ask_how": "Ketik pertanyaan dan dukung pertanyaan lain. Moderator yang menyetujuinya.",
  "seat.try_ask_phone": "Di ponsel dalam jaringan ini: {address}",
  "seat.try_screen": "Lihat di layar ruang sidang",
  "seat.try_screen_how":
    "Pembicara, jam, dan giliran berikutnya; juga pertanyaan Anda, setelah moderator menampilkannya.",
  "seat.also": "Atau lihat-lihat",
  "seat.card_over":
    "Ponsel ini tidak lagi duduk untuk delegasinya: kartu kursi diganti, atau ponsel lain mengambil tempatnya. Pindai lagi kartunya; jika kartu sudah diganti, mintalah yang baru di meja ruang.",
  "seat.card_again": "Ketik kode kartu",
  ...seats.id,
};

export const t = translator({ en, id });

/** What to tell a person whose seat is refused. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : shared(code, message);
}
