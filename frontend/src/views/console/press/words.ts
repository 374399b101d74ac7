/** The words of the press: journalists, and the links by which they take their seats. */
import { translator, type Message } from "../../../i18n/index.svelte";
import { t as shared } from "../../../i18n/words";
import { Problem } from "../../../state/api";
import { refusalText } from "../../staff/words";

export const en = {
  "press.title": "Journalists",
  "press.name": "Name",
  "press.outlet": "Outlet",
  "press.place": "Place",
  "press.add": "Add the journalist",
  "press.added": "{name} can be put on the list.",
  "press.other": "Another party",
  "press.here": "Journalists who are here",
  "press.nobody": "No journalist is here yet.",
  "press.illustrative": "illustrative",
  "press.inscribe": "Put on the list",
  "press.listed": "on the list",
  "press.link": "Seat link",
  "press.link_of": "Seat link for {name}",
  "press.link_lead":
    "Give this to {name} alone. It gives the seat once, on the device where it is opened. A link given before is over.",
  "press.picture": "QR code of the address beside it",
  "press.left": "For another {time}.",
  "press.over": "This link is over. Make a new one.",
  "press.late": "The list is closed. Why are they added?",

  "refusal.press.unnamed": "Give the journalist’s name and the outlet.",
  "refusal.press.already_there": "This journalist is here already. Choose the name below.",
  "refusal.press.too_many": "200 journalists are here already. No more can be added.",
  "refusal.press.not_a_journalist": "A seat link is for journalists alone.",
  "refusal.continue.too_many":
    "Too many links wait for this journalist. Use one of them, or wait half an hour.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "press.title": "Jurnalis",
  "press.name": "Nama",
  "press.outlet": "Media",
  "press.place": "Tempat",
  "press.add": "Tambahkan jurnalis",
  "press.added": "{name} dapat dimasukkan ke daftar.",
  "press.other": "Pihak lain",
  "press.here": "Jurnalis yang ada",
  "press.nobody": "Belum ada jurnalis.",
  "press.illustrative": "ilustrasi",
  "press.inscribe": "Masukkan ke daftar",
  "press.listed": "ada di daftar",
  "press.link": "Tautan kursi",
  "press.link_of": "Tautan kursi untuk {name}",
  "press.link_lead":
    "Berikan hanya kepada {name}. Tautan ini memberi kursi satu kali, di perangkat tempat tautan dibuka. Tautan sebelumnya tidak berlaku lagi.",
  "press.picture": "Kode QR dari alamat di sebelahnya",
  "press.left": "Selama {time} lagi.",
  "press.over": "Masa berlaku tautan ini sudah habis. Buat yang baru.",
  "press.late": "Daftar sudah ditutup. Mengapa mereka ditambahkan?",

  "refusal.press.unnamed": "Isi nama jurnalis dan medianya.",
  "refusal.press.already_there": "Jurnalis ini sudah ada. Pilih namanya di bawah.",
  "refusal.press.too_many": "Sudah ada 200 jurnalis. Tidak dapat ditambah lagi.",
  "refusal.press.not_a_journalist": "Tautan kursi hanya untuk jurnalis.",
  "refusal.continue.too_many":
    "Terlalu banyak tautan menunggu jurnalis ini. Pakai salah satunya, atau tunggu setengah jam.",
};

export const t = translator({ en, id });

/** What to tell a moderator of a refusal. */
export function complaint(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : refusalText(code, message);
}

export const complaintOf = (error: unknown): string =>
  error instanceof Problem ? complaint(error.code, error.message) : shared("app.failed");
