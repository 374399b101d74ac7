/** The words of seat cards: those that staff print, and the page they lead to. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText, t as shared } from "../../i18n/words";
import { Problem } from "../../state/api";
import * as seats from "../../components/seatRefusals";

export const en = {
  "cards.title": "Seat cards",
  "cards.lead":
    "One card for each delegation, to lie at its place in the hall. Whoever scans it asks for the floor from a phone, for that delegation. A card is good until you replace it, for four phones at a time.",
  "cards.nowhere":
    "These cards name {host}, which no phone can open. Set PUBLIC_URL to the address at which phones reach this server, or start the demo with LAN=1. Then load this page again, and print.",
  "cards.not_yours": "This page belongs to the staff",
  "cards.not_yours_lead": "Moderators, operators and organisers print the seat cards here.",
  "cards.make": { one: "Make {count} card", other: "Make {count} cards" },
  "cards.print": { one: "Print {count} card", other: "Print {count} cards" },
  "cards.print_one": "Print this card",
  "cards.find": "Find a delegation",
  "cards.none": "No card is of that name.",
  "cards.no_phone": "No phone sits by it",
  "cards.replace_unused": "The old card is over at once.",
  "cards.phones": {
    one: "{count} phone sits by it",
    other: "{count} phones sit by it",
  },
  "cards.replace": "Replace this card",
  "cards.replace_lead": {
    one: "The old card is over, and {count} phone that sits by it leaves at once.",
    other: "The old card is over, and {count} phones that sit by it leave at once.",
  },
  "cards.replace_now": "Replace it",
  "cards.keep": "Keep it",
  "cards.new": "New. Print it, and take the old card away.",
  "card.place": "In the hall",
  "card.how": "Scan with a phone, and ask for the floor from your seat.",
  "card.or": "Or open {address} and type",
  "card.picture": "QR code of this card",
  "sit.title": "You sit down for {party}, in the hall",
  "sit.lead":
    "This phone shows the list of speakers and asks for the floor. It stays silent and has no microphone: you are heard by the one in the hall.",
  "sit.name": "Your name, if you like",
  "sit.take": "Sit down",
  "sit.taking": "One moment",
  "sit.looking": "Reading the card",
  "sit.type_title": "Sit down by a seat card",
  "sit.code": "The code on the card",
  "sit.code_hint": "A number and sixteen letters and digits, in groups of four.",
  "sit.go": "Go on",
  "refusal.card.unknown_code":
    "This code is on no seat card. Scan the card at your place again, or compare what you typed.",
  "refusal.card.revoked": "This seat card was replaced. Ask the staff in the hall for the new one.",
  "refusal.card.full": "Four phones sit by this card already. Close the page on one of them, then try again.",
  "refusal.card.too_many": "Too many wrong codes came from your network. Wait a minute, then try again.",
  "refusal.card.none": "This delegation has no seat card yet. Make the cards first.",
  "refusal.seat.too_many": "Too many seats were taken by this card. Wait a minute, then try again.",
  ...seats.en,
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "cards.title": "Kartu kursi",
  "cards.lead":
    "Satu kartu untuk tiap delegasi, diletakkan di tempatnya di ruang sidang. Siapa pun yang memindainya dapat meminta mimbar dari ponsel, atas nama delegasi itu. Kartu berlaku sampai Anda menggantinya, untuk empat ponsel sekaligus.",
  "cards.nowhere":
    "Kartu ini menyebut {host}, yang tidak dapat dibuka ponsel mana pun. Isi PUBLIC_URL dengan alamat server ini bagi ponsel, atau jalankan demo dengan LAN=1. Lalu muat ulang halaman ini, dan cetak.",
  "cards.not_yours": "Halaman ini untuk petugas",
  "cards.not_yours_lead": "Di sini moderator, operator, dan penyelenggara mencetak kartu kursi.",
  "cards.make": { other: "Buat {count} kartu" },
  "cards.print": { other: "Cetak {count} kartu" },
  "cards.print_one": "Cetak kartu ini",
  "cards.find": "Cari delegasi",
  "cards.none": "Tidak ada kartu dengan nama itu.",
  "cards.no_phone": "Belum ada ponsel yang memakainya",
  "cards.replace_unused": "Kartu lama langsung tidak berlaku.",
  "cards.phones": { other: "{count} ponsel memakai kartu ini" },
  "cards.replace": "Ganti kartu ini",
  "cards.replace_lead": {
    other: "Kartu lama tidak berlaku lagi, dan {count} ponsel yang memakainya langsung keluar.",
  },
  "cards.replace_now": "Ganti",
  "cards.keep": "Biarkan",
  "cards.new": "Baru. Cetak kartu ini, dan singkirkan yang lama.",
  "card.place": "Di ruang sidang",
  "card.how": "Pindai dengan ponsel, dan minta mimbar dari kursi Anda.",
  "card.or": "Atau buka {address} dan ketik",
  "card.picture": "Kode QR kartu ini",
  "sit.title": "Anda duduk untuk {party}, di ruang sidang",
  "sit.lead":
    "Ponsel ini menampilkan daftar pembicara dan meminta mimbar. Ponsel tetap tanpa suara dan tanpa mikrofon: Anda didengar lewat mikrofon di ruang sidang.",
  "sit.name": "Nama Anda, bila berkenan",
  "sit.take": "Duduk",
  "sit.taking": "Sebentar",
  "sit.looking": "Membaca kartu",
  "sit.type_title": "Duduk dengan kartu kursi",
  "sit.code": "Kode pada kartu",
  "sit.code_hint": "Satu nomor dan enam belas huruf dan angka, dalam kelompok empat.",
  "sit.go": "Lanjut",
  "refusal.card.unknown_code":
    "Kode ini tidak ada pada kartu kursi mana pun. Pindai lagi kartu di tempat Anda, atau cocokkan yang Anda ketik.",
  "refusal.card.revoked": "Kartu kursi ini sudah diganti. Mintalah yang baru kepada petugas di ruang sidang.",
  "refusal.card.full":
    "Empat ponsel sudah memakai kartu ini. Tutup halamannya di salah satu ponsel, lalu coba lagi.",
  "refusal.card.too_many": "Terlalu banyak kode salah dari jaringan Anda. Tunggu semenit, lalu coba lagi.",
  "refusal.card.none": "Delegasi ini belum punya kartu kursi. Buat kartunya dahulu.",
  "refusal.seat.too_many": "Terlalu banyak kursi diambil dengan kartu ini. Tunggu semenit, lalu coba lagi.",
  ...seats.id,
};

export const t = translator({ en, id });

/** What to tell a person of what went wrong. */
export function complaint(error: unknown): string {
  if (!(error instanceof Problem)) return shared("app.failed");
  const key = `refusal.${error.code}`;
  return key in en ? t(key as keyof typeof en) : refusalText(error.code, error.message);
}
