/** What a party is told of a refusal, where everyone's words or the moderator's would not tell it what to do. */
import type { Message } from "../../../i18n/index.svelte";
import * as files from "../../fileRefusals";

export const en = {
  ...files.en,
  "refusal.seat.given_out":
    "The staff gave out this seat: it opens, replaces and takes back no held text or film. Use your delegation's own seat.",
  "refusal.seat.other_session": "This seat is for the rehearsal of one session. Use it there alone.",
  "refusal.written.already_held":
    "Your party has already handed in the text that it will speak. Replace that one, or take it back.",
  "refusal.written.bad_facts":
    "Something is missing or too long. Look at language and group, then hand it in again.",
  "refusal.written.broken": "The document is damaged and cannot be read. Save it again, then hand it in.",
  "refusal.written.cut": "The connection broke. Nothing was kept: send it again.",
  "refusal.written.disguised":
    "Another file is hidden in this one, or it is called what it is not. Save it again as DOCX or PDF.",
  "refusal.written.empty": "There is no text in this statement. Write it, then hand it in.",
  "refusal.written.has_programs":
    "The document has macros, scripts or files in it. Save it as plain DOCX or PDF, then hand it in.",
  "refusal.written.is_public":
    "Everyone can read this statement already; it stays as it is. Hand in another one.",
  "refusal.written.locked": "The document is locked with a password. Save it without one, then hand it in.",
  "refusal.written.no_file": "This statement was typed; there is no file of it. Read its text.",
  "refusal.written.no_text":
    "No text can be read from this file: its pages may be pictures, or its fonts do not say which letters they show. Hand in the DOCX file that it was made of, or paste the text.",
  "refusal.written.not_a_document":
    "This is neither a DOCX nor a PDF file. Save the statement as one of these, then hand it in.",
  "refusal.written.not_fetched": "The connection broke. Try again.",
  "refusal.written.too_large": "The file is too large. Save the text alone, without pictures.",
  "refusal.written.too_many":
    "Your party has handed in as many statements in this session as it can. Ask the moderator.",
  "refusal.written.too_many_characters": "The statement is too long. Shorten it, or take some marks out.",
  "refusal.written.too_much_inside":
    "The document has too much in it to be read. Save the statement alone, without pictures.",
  "refusal.written.unknown": "This statement is no longer here. Look at the list of statements again.",
  "refusal.written.too_long": "The statement is too long: at most {most} words are allowed. Shorten it.",
  "refusal.media.hall_is_silent": "You sit in the hall and are heard through its microphones.",
  "refusal.press.no_briefing":
    "Journalists ask for the floor at press briefings. Ask the moderator if you are to speak in this session.",
  "refusal.press.raises_nothing":
    "Journalists raise no points of order, motions or rights of reply. Ask for the floor to speak.",
  "refusal.floor.token_changed": "The floor has moved on meanwhile. Look who has it, then act.",
  "refusal.floor.too_late": "This place can no longer be taken back. Ask for the floor again.",
  "refusal.floor.entry_gone": "Your entry is no longer on the list. Ask for the floor again.",
  "refusal.floor.not_yours": "Your party does not have the floor any more. Ask for it again.",
  "refusal.rollcall.not_open": "This roll call is over. Ask the chair to call the roll again.",
  "refusal.rollcall.answered_already":
    "This delegation has answered already. Ask the desk if that was wrong.",
  "refusal.floor.list_closed":
    "The list of speakers is closed. Raise a point of order, ask to reply, or ask the moderator.",
  "refusal.floor.no_reply_left":
    "Your party has used all its rights of reply on this item. Hand in a statement in writing instead.",
  "refusal.floor.already_inscribed":
    "Your party already waits with such an entry. Choose another kind or group.",
  "refusal.floor.not_a_member": "The speaker is not a member of your party. Choose one of its members.",
  "refusal.floor.no_recording": "No recorded statement of your party is here. Choose another way.",
  "refusal.floor.swap_gone":
    "This proposal is over: one side took it back, or a place has changed. Look at the list again.",
  "refusal.floor.swap_pending": "One of the two places is in another proposal. Wait for its answer.",
  "refusal.floor.same_party": "This is your own party’s place. Choose another party.",
  "refusal.floor.other_category": "That party stands in another category. Ask the chair to move you.",
  "refusal.floor.motion_needed": "Say what the motion is for: a suspension, say, or a closure.",
  "refusal.floor.not_introducing":
    "The recording plays already, or the floor has moved on. Look who has the floor.",
  "refusal.floor.turn_suspended": "The chair has suspended your turn. Wait until it goes on.",
  "refusal.floor.nobody_speaks": "Your turn is over. Ask for the floor again.",
  "refusal.rollcall.not_accredited":
    "Only accredited delegations are called, and yours is none. Ask the organiser.",
  "refusal.rollcall.not_yours": "You answer for your own delegation alone. Let the others answer for theirs.",
  "refusal.parties.unknown_participant":
    "There is no such participant in this conference. Choose one of the list.",
  "refusal.floor.other_list": "That place is in another list. Choose one in the list of your own.",
  "refusal.floor.point_of_order":
    "A point of order or a motion stands in no order, and has no place to change. Choose another entry.",
  "refusal.session.not_open": "The session does not run now. Wait until it goes on.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  ...files.id,
  "refusal.seat.given_out":
    "Kursi ini diberikan oleh staf: tidak dapat membuka, mengganti, atau menarik teks yang ditahan atau film. Gunakan kursi delegasi Anda sendiri.",
  "refusal.seat.other_session": "Kursi ini untuk latihan satu sidang. Gunakan hanya di sana.",
  "refusal.written.already_held":
    "Delegasi Anda sudah menyerahkan teks yang akan disampaikan. Ganti teks itu, atau tarik kembali.",
  "refusal.written.bad_facts":
    "Ada yang kurang atau terlalu panjang. Periksa bahasa dan kelompoknya, lalu serahkan lagi.",
  "refusal.written.broken": "Dokumen rusak dan tidak dapat dibaca. Simpan lagi, lalu serahkan.",
  "refusal.written.cut": "Sambungan terputus. Tidak ada yang disimpan: kirim lagi.",
  "refusal.written.disguised":
    "Ada berkas lain di dalamnya, atau namanya tidak sesuai isinya. Simpan lagi sebagai DOCX atau PDF.",
  "refusal.written.empty": "Tidak ada teks dalam pernyataan ini. Tulislah, lalu serahkan.",
  "refusal.written.has_programs":
    "Dokumen memuat makro, skrip, atau berkas lain. Simpan sebagai DOCX atau PDF biasa, lalu serahkan.",
  "refusal.written.is_public":
    "Semua orang sudah dapat membaca pernyataan ini; isinya tetap. Serahkan yang lain.",
  "refusal.written.locked": "Dokumen dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu serahkan.",
  "refusal.written.no_file": "Pernyataan ini diketik; tidak ada berkasnya. Bacalah teksnya.",
  "refusal.written.no_text":
    "Tidak ada teks yang terbaca dari berkas ini: halamannya mungkin gambar, atau fonnya tidak menyebutkan huruf yang ditampilkan. Serahkan berkas DOCX asalnya, atau tempelkan teksnya.",
  "refusal.written.not_a_document":
    "Ini bukan berkas DOCX atau PDF. Simpan pernyataan sebagai salah satunya, lalu serahkan.",
  "refusal.written.not_fetched": "Sambungan terputus. Coba lagi.",
  "refusal.written.too_large": "Berkas terlalu besar. Simpan teksnya saja, tanpa gambar.",
  "refusal.written.too_many":
    "Delegasi Anda sudah menyerahkan pernyataan sebanyak yang dapat diterima. Hubungi moderator.",
  "refusal.written.too_many_characters":
    "Pernyataan terlalu panjang. Persingkatlah, atau hapus sebagian tanda formatnya.",
  "refusal.written.too_much_inside":
    "Isi dokumen terlalu banyak untuk dibaca. Simpan pernyataannya saja, tanpa gambar.",
  "refusal.written.unknown": "Pernyataan ini tidak ada lagi. Lihat lagi daftar pernyataan.",
  "refusal.written.too_long": "Pernyataan terlalu panjang: paling banyak {most} kata. Persingkatlah.",
  "refusal.media.hall_is_silent": "Anda duduk di ruang sidang dan terdengar lewat mikrofonnya.",
  "refusal.press.no_briefing":
    "Jurnalis meminta kesempatan bicara pada jumpa pers. Tanyakan kepada moderator bila Anda perlu berbicara di sidang ini.",
  "refusal.press.raises_nothing":
    "Jurnalis tidak mengajukan interupsi, mosi atau hak jawab. Mintalah kesempatan bicara.",
  "refusal.floor.token_changed":
    "Giliran telah berpindah sementara itu. Lihat siapa yang berbicara, lalu bertindaklah.",
  "refusal.floor.too_late": "Tempat ini tidak dapat diambil kembali lagi. Minta kesempatan bicara lagi.",
  "refusal.floor.entry_gone": "Giliran Anda tidak ada lagi dalam daftar. Minta kesempatan bicara lagi.",
  "refusal.floor.not_yours": "Delegasi Anda tidak lagi mendapat giliran bicara. Mintalah lagi.",
  "refusal.rollcall.not_open": "Panggilan kehadiran ini sudah ditutup. Mintalah ketua memanggil lagi.",
  "refusal.rollcall.answered_already": "Delegasi ini sudah menjawab. Hubungi meja bila keliru.",
  "refusal.floor.list_closed":
    "Daftar pembicara ditutup. Ajukan interupsi tata tertib atau hak jawab, atau hubungi moderator.",
  "refusal.floor.no_reply_left":
    "Delegasi Anda telah memakai semua hak jawabnya dalam mata acara ini. Sampaikan pernyataan tertulis.",
  "refusal.floor.already_inscribed":
    "Delegasi Anda sudah menunggu dengan permintaan seperti ini. Pilih jenis atau kelompok lain.",
  "refusal.floor.not_a_member": "Pembicara bukan anggota delegasi Anda. Pilih salah satu anggotanya.",
  "refusal.floor.no_recording": "Tidak ada rekaman pernyataan delegasi Anda. Pilih cara lain.",
  "refusal.floor.swap_gone":
    "Usul ini sudah selesai: satu pihak menariknya, atau sebuah tempat berubah. Lihat daftarnya lagi.",
  "refusal.floor.swap_pending": "Salah satu tempat ada dalam usul lain. Tunggu jawabannya.",
  "refusal.floor.same_party": "Itu tempat delegasi Anda sendiri. Pilih delegasi lain.",
  "refusal.floor.other_category": "Delegasi itu ada dalam kategori lain. Mintalah ketua memindahkan Anda.",
  "refusal.floor.motion_needed": "Sebutkan maksud mosi: misalnya penangguhan, atau penutupan.",
  "refusal.floor.not_introducing":
    "Rekaman sudah diputar, atau giliran telah berpindah. Lihat siapa yang berbicara.",
  "refusal.floor.turn_suspended": "Ketua menangguhkan giliran Anda. Tunggu sampai dilanjutkan.",
  "refusal.floor.nobody_speaks": "Giliran Anda sudah selesai. Minta kesempatan bicara lagi.",
  "refusal.rollcall.not_accredited":
    "Hanya delegasi terakreditasi yang dipanggil, dan delegasi Anda bukan. Hubungi penyelenggara.",
  "refusal.rollcall.not_yours": "Anda menjawab untuk delegasi Anda saja. Biarkan yang lain menjawab sendiri.",
  "refusal.parties.unknown_participant": "Tidak ada peserta itu dalam konferensi ini. Pilih dari daftar.",
  "refusal.floor.other_list": "Tempat itu ada dalam daftar lain. Pilih satu dalam daftar Anda sendiri.",
  "refusal.floor.point_of_order":
    "Interupsi tata tertib atau mosi tidak punya urutan, dan tidak dapat bertukar tempat. Pilih yang lain.",
  "refusal.session.not_open": "Sidang sedang tidak berlangsung. Tunggu sampai dilanjutkan.",
};
