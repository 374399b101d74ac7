/** The words of what a party does for itself beyond one press: options, speakers, statements in writing. */
import { translator, type Message } from "../../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../../i18n/words";

export const en = {
  "deck.when": "{position} · {wait}",
  "deck.ready": "Your microphone is heard",
  "deck.not_heard": "Say something: your microphone has not been heard yet",
  "deck.absent": "You are not connected to the stage yet",
  "deck.no_line": "You are not connected to the stage yet",
  "deck.no_microphone": "Your line carries no microphone: choose one in the technical check",
  "deck.silent": "Nothing arrives from you: check your connection",
  "deck.lossy": "Your line is poor: {figure} % is lost on its way",
  "deck.slow": "Your line is poor: {figure} ms there and back",
  "deck.not_confirmed": "Go to the microphone in the hall, and wave to the desk",
  "deck.in_hall": "The desk sees you in the hall",
  "deck.recorded": "Your recorded statement will be played",
  "deck.converting": "Your recording is being converted: {percent} %",
  "deck.no_recording": "Your recording is missing: hand it in, or ask the moderator",
  "floor.start_recording": "Play recording",
  "deck.read_out": "Your statement will be read out",
  "deck.text": "Your text, in this browser only",

  "drop.hall": "The connection to the hall is down. The clock is stopped and the floor is held for {time}.",
  "drop.held": "The hall does not receive you. The clock is stopped and the floor is held for {time}.",
  "notice.group_warning": "{group}, to which your party belongs, is on the list too.",
  "notice.shorter": "Speaking time was cut for all who wait. Yours is {time}.",
  "clash.notice": "Your party is on the list of {sessions} too, which is held at the same time.",
  "notice.called_later": "The moderator calls your party later: it is now {place} on the list.",
  "notice.returned_to_list": "Your turn is kept: your party waits again, {place} on the list.",

  "deck.interrupted": "Your turn waits for the chair’s ruling",
  "deck.voted": "Your turn waits for the vote",
  "swap.before": "Ask {name}, before you, to change places",
  "swap.behind": "Ask {name}, behind you, to change places",
  "swap.asked": "{name} asks to change places with you: you would be {theirs}, {name} {yours}.",
  "swap.waits": "You asked {name} to change places.",
  "swap.agree": "Agree",
  "swap.decline": "Decline",
  "swap.cancel": "Take it back",

  "roll.called": "Roll call: {present} of {called} present",
  "roll.answer": "Answer: present",
  "roll.answered": "Your delegation has answered: present.",

  "bar.more": "More",
  "bar.less": "Less",
  "bar.stands": "Your turn goes on when the session does",

  "alert.choice": "Sound before my turn",
  "alert.after_a_click": "after a click anywhere",
  "alert.mark.third": "3rd",
  "alert.mark.second": "2nd",
  "alert.mark.next": "next",
  "alert.mark.floor": "you have the floor",

  "say.clock.60": "You have less than a minute left",
  "say.clock.30": "You have less than 30 seconds left",
  "say.clock.10": "You have less than 10 seconds left",
  "say.clock.over": "Your time is over",

  "options.open": "Options",
  "options.title": "Request the floor",
  "options.kind": "Kind",
  "options.motion": "What for",
  "options.mode": "How",
  "options.mode.live": "live",
  "options.mode.recorded": "recorded",
  "options.mode.read_out": "read out by the chair",
  "options.group": "On behalf of a group (optional)",
  "options.speaker": "Speaker",
  "options.anyone": "Any member",
  "options.closed": "The list is closed. It still takes points of order, motions and rights of reply.",

  "speaker.of": "Speaker of the {kind}",

  "withdrawn.by": "{name} withdrew your party from the list.",
  "withdrawn.restorable": "The place can be taken back for {time}.",
  "withdrawn.take_back": "Take the place back",

  "written.open": "Hand in in writing",
  "written.title": "A statement in writing",
  "written.purpose": "What it is",
  "written.alone": "A statement in writing alone",
  "written.spoken": "The text of a statement that we will speak or have read out",
  "written.lead": "It takes no turn. Everyone can read it as it was handed in.",
  "written.lead_spoken":
    "Until you are called, everyone sees that it was handed in; only moderators and interpreters read it. With the call everyone can, marked “check against delivery”. If you have spoken already, hand it in as a statement in writing.",
  "written.way": "How",
  "written.way.text": "typed",
  "written.way.file": "as a DOCX or PDF file",
  "written.file": "Document",
  "written.file_hint":
    "DOCX or PDF, at most {most} words. Its text is read from it and shown; the file can be fetched.",
  "written.bold": "Bold",
  "written.italic": "Italics",
  "written.heading": "Heading",
  "written.bullets": "List",
  "written.replace": "Replace the text handed in before",
  "written.held": "handed in; published when its turn comes",
  "written.held_long": "This text was handed in, and is published when its party is called.",
  "written.check": "check against delivery",
  "written.read": "Read it now",
  "written.fetch": "Fetch the document",
  "written.withdraw": "Take it back",
  "written.withdrawn": "The text was taken back.",
  "written.language": "Language",
  "written.other": "another",
  "written.code": "Its code, two letters",
  "written.text": "Text",
  "written.words": { one: "{count} word of at most {most}", other: "{count} words of at most {most}" },
  "written.submit": "Hand in",
  "written.sending": "Handing in",
  "written.done": "The statement was handed in.",
  "written.list": "Statements in writing",

  "refusal.press.no_briefing":
    "Journalists ask for the floor at press briefings. Ask the moderator if you are to speak in this session.",
  "refusal.press.raises_nothing":
    "Journalists raise no points of order, motions or rights of reply. Ask for the floor to speak.",
  "refusal.written.too_long": "The statement is too long: at most {most} words are allowed. Shorten it.",
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
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "deck.when": "{position} · {wait}",
  "deck.ready": "Mikrofon Anda terdengar",
  "deck.not_heard": "Ucapkan sesuatu: mikrofon Anda belum terdengar",
  "deck.absent": "Anda belum tersambung ke panggung",
  "deck.no_line": "Anda belum tersambung ke panggung",
  "deck.no_microphone": "Saluran Anda tanpa mikrofon: pilih mikrofon dalam uji teknis",
  "deck.silent": "Tidak ada yang tiba dari Anda: periksa sambungan Anda",
  "deck.lossy": "Saluran Anda buruk: {figure} % hilang di jalan",
  "deck.slow": "Saluran Anda buruk: {figure} ms pulang pergi",
  "deck.not_confirmed": "Silakan menuju mikrofon di ruang sidang, dan beri tanda kepada operator",
  "deck.in_hall": "Operator melihat Anda di ruang sidang",
  "deck.recorded": "Rekaman pernyataan Anda akan diputar",
  "deck.converting": "Rekaman Anda sedang diubah: {percent} %",
  "deck.no_recording": "Rekaman Anda tidak ada: serahkan, atau hubungi moderator",
  "floor.start_recording": "Putar rekaman",
  "deck.read_out": "Pernyataan Anda akan dibacakan",
  "deck.text": "Teks Anda, hanya di peramban ini",

  "drop.hall": "Sambungan ke ruang sidang terputus. Jam dihentikan dan giliran Anda ditahan selama {time}.",
  "drop.held": "Sidang tidak menerima Anda. Jam dihentikan dan giliran Anda ditahan selama {time}.",
  "notice.group_warning": "{group}, yang beranggotakan delegasi Anda, juga ada dalam daftar.",
  "notice.shorter": "Waktu bicara semua yang menunggu dipotong. Waktu Anda {time}.",
  "clash.notice": "Delegasi Anda juga ada dalam daftar {sessions}, yang berlangsung pada waktu yang sama.",
  "notice.called_later": "Moderator memanggil delegasi Anda kemudian: kini {place} dalam daftar.",
  "notice.returned_to_list": "Giliran Anda tetap ada: delegasi Anda menunggu lagi, {place} dalam daftar.",

  "deck.interrupted": "Giliran Anda menunggu keputusan ketua",
  "deck.voted": "Giliran Anda menunggu pemungutan suara",
  "swap.before": "Ajak {name}, sebelum Anda, bertukar tempat",
  "swap.behind": "Ajak {name}, setelah Anda, bertukar tempat",
  "swap.asked": "{name} mengajak bertukar tempat: Anda menjadi {theirs}, {name} {yours}.",
  "swap.waits": "Anda mengajak {name} bertukar tempat.",
  "swap.agree": "Setuju",
  "swap.decline": "Tolak",
  "swap.cancel": "Tarik kembali",

  "roll.called": "Panggilan kehadiran: {present} dari {called} hadir",
  "roll.answer": "Jawab: hadir",
  "roll.answered": "Delegasi Anda telah menjawab: hadir.",

  "bar.more": "Lainnya",
  "bar.less": "Ringkas",
  "bar.stands": "Giliran Anda berlanjut bersama sidang",

  "alert.choice": "Bunyi sebelum giliran saya",
  "alert.after_a_click": "setelah satu klik di mana saja",
  "alert.mark.third": "ke-3",
  "alert.mark.second": "ke-2",
  "alert.mark.next": "berikutnya",
  "alert.mark.floor": "giliran Anda bicara",

  "say.clock.60": "Waktu Anda tinggal kurang dari satu menit",
  "say.clock.30": "Waktu Anda tinggal kurang dari 30 detik",
  "say.clock.10": "Waktu Anda tinggal kurang dari 10 detik",
  "say.clock.over": "Waktu Anda habis",

  "options.open": "Pilihan",
  "options.title": "Minta kesempatan bicara",
  "options.kind": "Jenis",
  "options.motion": "Untuk apa",
  "options.mode": "Cara",
  "options.mode.live": "langsung",
  "options.mode.recorded": "rekaman",
  "options.mode.read_out": "dibacakan oleh ketua",
  "options.group": "Atas nama kelompok (boleh kosong)",
  "options.speaker": "Pembicara",
  "options.anyone": "Anggota mana pun",
  "options.closed": "Daftar sudah ditutup. Interupsi tata tertib dan hak jawab tetap diterima.",

  "speaker.of": "Pembicara untuk {kind}",

  "withdrawn.by": "{name} membatalkan giliran delegasi Anda.",
  "withdrawn.restorable": "Tempat dapat diambil kembali selama {time}.",
  "withdrawn.take_back": "Ambil kembali tempatnya",

  "written.open": "Serahkan secara tertulis",
  "written.title": "Pernyataan tertulis",
  "written.purpose": "Apa ini",
  "written.alone": "Pernyataan tertulis saja",
  "written.spoken": "Teks pernyataan yang akan kami sampaikan atau dibacakan",
  "written.lead": "Tidak memakai giliran bicara. Semua orang dapat membacanya persis seperti diserahkan.",
  "written.lead_spoken":
    "Sampai Anda dipanggil, semua orang hanya melihat bahwa teks telah diserahkan; hanya moderator dan juru bahasa yang membacanya. Saat dipanggil, semua orang dapat membacanya, bertanda “periksa dengan yang diucapkan”. Jika Anda sudah berbicara, serahkan sebagai pernyataan tertulis.",
  "written.way": "Cara",
  "written.way.text": "diketik",
  "written.way.file": "sebagai berkas DOCX atau PDF",
  "written.file": "Dokumen",
  "written.file_hint":
    "DOCX atau PDF, paling banyak {most} kata. Teksnya dibaca dan ditampilkan; berkasnya dapat diambil.",
  "written.bold": "Tebal",
  "written.italic": "Miring",
  "written.heading": "Judul",
  "written.bullets": "Daftar",
  "written.replace": "Ganti teks yang telah diserahkan",
  "written.held": "telah diserahkan; terbit saat gilirannya",
  "written.held_long": "Teks ini telah diserahkan, dan diterbitkan saat pihaknya dipanggil.",
  "written.check": "periksa dengan yang diucapkan",
  "written.read": "Baca sekarang",
  "written.fetch": "Ambil dokumen",
  "written.withdraw": "Tarik kembali",
  "written.withdrawn": "Teks telah ditarik kembali.",
  "written.language": "Bahasa",
  "written.other": "lainnya",
  "written.code": "Kodenya, dua huruf",
  "written.text": "Teks",
  "written.words": "{count} kata dari paling banyak {most}",
  "written.submit": "Serahkan",
  "written.sending": "Menyerahkan",
  "written.done": "Pernyataan telah diserahkan.",
  "written.list": "Pernyataan tertulis",

  "refusal.press.no_briefing":
    "Jurnalis meminta kesempatan bicara pada jumpa pers. Tanyakan kepada moderator bila Anda perlu berbicara di sidang ini.",
  "refusal.press.raises_nothing":
    "Jurnalis tidak mengajukan interupsi, mosi atau hak jawab. Mintalah kesempatan bicara.",
  "refusal.written.too_long": "Pernyataan terlalu panjang: paling banyak {most} kata. Persingkatlah.",
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
};

export const t = translator({ en, id });

/** What to tell a party of a refusal: these words for the code, else everyone's, else the server's. */
export function refusalText(code: string, message: string, params: Record<string, number> = {}): string {
  const key = `refusal.${code}`;
  if (key in en) return t(key as keyof typeof en, params);
  return sharedRefusal(code, message);
}
