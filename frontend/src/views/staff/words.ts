/** The words of the staff's screens: the moderator's console and the hall desk. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";

export const en = {
  "staff.understood": "Close",
  "staff.sending": "Sending; waiting for the server’s answer",
  "staff.cancel": "Cancel",
  "staff.reason": "Reason",
  "staff.optional": "{label} (optional)",
  "staff.simulated": "simulated",
  "staff.loading": "Fetching the session",
  "staff.not_yours": "This screen belongs to another seat",
  "staff.needs_moderator":
    "Only a moderator runs a session. Take the moderator’s seat, or follow the session itself.",
  "staff.needs_operator":
    "Only an operator runs the hall. Take the operator’s seat, or follow the session itself.",
  "staff.to_session": "To the session",

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
  "line.open": "line open",
  "line.no_line": "no line",

  "light.hall_on": "Hall on air",
  "light.hall_off": "Hall not on air",
  "light.relay.off": "Relay: not listening",
  "light.relay.connecting": "Relay: connecting",
  "light.relay.connected": "Relay connected",
  "light.relay.lost": "Relay: restoring",
  "light.relay.refused": "Relay refused",

  "refusal.floor.token_changed":
    "Another moderator acted at the same moment. Look who has the floor, then act.",
  "refusal.floor.chair_changed": "Another took the chair at the same moment. Look who presides.",
  "refusal.floor.presides_already": "This person presides already.",
  "refusal.floor.not_a_moderator": "Only a moderator presides. Make this person one first.",
  "refusal.floor.not_ready": "Not ready. Call it anyway, or call it later.",
  "refusal.floor.confirmed_already": "This speaker is confirmed already.",
  "refusal.floor.not_confirmed": "This speaker is not confirmed any more.",
  "refusal.floor.not_in_hall": "This party speaks from elsewhere; its line says whether it is ready.",
  "refusal.floor.list_changed": "The list changed at the same moment. Look again, then move.",
  "refusal.floor.entry_gone": "This entry is no longer on the list.",
  "refusal.floor.nobody_speaks": "Nobody has the floor.",
  "refusal.floor.turn_suspended": "The turn is suspended already.",
  "refusal.floor.not_suspended": "The turn is not suspended.",
  "refusal.floor.list_closed": "The list of speakers is closed already.",
  "refusal.floor.reason_needed": "The list is closed: say why you add this party.",
  "refusal.floor.already_inscribed": "This party is on the list already.",
  "refusal.floor.not_a_member": "The speaker is not a member of this party. Choose one of its members.",
  "refusal.floor.no_recording": "No recorded statement of this party is here. Choose to speak live.",
  "refusal.floor.too_late": "This place can no longer be given back: more than two minutes have passed.",
  "refusal.floor.past_closing": "The closing time is in the past. Choose a later one.",
  "refusal.floor.seat_free": "Nobody sits there.",
  "refusal.session.not_open": "The floor is given only while the session is open. Open or resume it first.",
  "refusal.session.wrong_state": "The session is in another state by now; this cannot be done.",
  "refusal.session.closed": "The session is closed.",
  "refusal.rollcall.open_already": "The roll is being called already. Close that roll call first.",
  "refusal.rollcall.nobody_accredited":
    "No delegation is accredited. Ask the organiser to mark the parties that count for the quorum.",
  "refusal.rollcall.none_held":
    "A decision is recorded with who was present. Call the roll first, then decide.",
  "refusal.rollcall.still_open": "The roll is being called. Close the roll call first.",
  "refusal.rollcall.not_answered": "This delegation has not answered; there is nothing to take back.",
  "refusal.rollcall.no_quorum":
    "Too few accredited delegations are present. Call the roll again once more have come.",
  "refusal.presence.checked_in_already": "This person is checked in already.",
  "refusal.presence.not_checked_in": "This person is not checked in any more.",
  "refusal.presence.no_party": "Only members of a party are checked in.",
  "refusal.question.wrong_state": "This question is in another state by now.",
  "refusal.question.not_pinned": "This question is not on the hall screen.",
  "refusal.question.unknown": "There is no such question in this session.",
  "refusal.wire.forbidden": "Your role does not allow this.",
  "refusal.media.slot_taken": "Someone else sends the hall’s picture already. Ask them to stop first.",
  "refusal.media.hall_is_silent":
    "You sit in the hall and are heard through its microphones. Send your picture alone.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "staff.understood": "Tutup",
  "staff.sending": "Mengirim; menunggu jawaban server",
  "staff.cancel": "Batal",
  "staff.reason": "Alasan",
  "staff.optional": "{label} (boleh kosong)",
  "staff.simulated": "simulasi",
  "staff.loading": "Mengambil data sidang",
  "staff.not_yours": "Layar ini milik kursi lain",
  "staff.needs_moderator":
    "Hanya moderator yang memimpin sidang. Ambil kursi moderator, atau ikuti sidangnya.",
  "staff.needs_operator":
    "Hanya operator yang mengurus ruang sidang. Ambil kursi operator, atau ikuti sidangnya.",
  "staff.to_session": "Ke sidang",

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
  "line.open": "saluran terbuka",
  "line.no_line": "tanpa saluran",

  "light.hall_on": "Ruang sidang mengudara",
  "light.hall_off": "Ruang sidang tidak mengudara",
  "light.relay.off": "Relai: tidak mendengar",
  "light.relay.connecting": "Relai: menyambung",
  "light.relay.connected": "Relai tersambung",
  "light.relay.lost": "Relai: dipulihkan",
  "light.relay.refused": "Relai menolak",

  "refusal.floor.token_changed":
    "Moderator lain bertindak pada saat yang sama. Lihat siapa yang berbicara, lalu bertindaklah.",
  "refusal.floor.chair_changed": "Kursi ketua baru saja berpindah. Lihat siapa yang memimpin.",
  "refusal.floor.presides_already": "Orang ini sudah memimpin.",
  "refusal.floor.not_a_moderator": "Hanya moderator yang memimpin. Jadikan orang ini moderator dahulu.",
  "refusal.floor.not_ready": "Belum siap. Tetap panggil, atau panggil nanti.",
  "refusal.floor.confirmed_already": "Pembicara ini sudah dikonfirmasi.",
  "refusal.floor.not_confirmed": "Pembicara ini tidak lagi terkonfirmasi.",
  "refusal.floor.not_in_hall": "Pihak ini berbicara dari tempat lain; salurannya menunjukkan kesiapannya.",
  "refusal.floor.list_changed": "Daftar berubah pada saat yang sama. Lihat lagi, lalu pindahkan.",
  "refusal.floor.entry_gone": "Entri ini tidak ada lagi dalam daftar.",
  "refusal.floor.nobody_speaks": "Tidak ada yang berbicara.",
  "refusal.floor.turn_suspended": "Giliran sudah ditangguhkan.",
  "refusal.floor.not_suspended": "Giliran tidak sedang ditangguhkan.",
  "refusal.floor.list_closed": "Daftar pembicara sudah ditutup.",
  "refusal.floor.reason_needed": "Daftar sudah ditutup: sebutkan alasan menambahkan delegasi ini.",
  "refusal.floor.already_inscribed": "Delegasi ini sudah ada dalam daftar.",
  "refusal.floor.not_a_member": "Pembicara bukan anggota delegasi ini. Pilih salah satu anggotanya.",
  "refusal.floor.no_recording": "Tidak ada rekaman pernyataan delegasi ini. Pilih berbicara langsung.",
  "refusal.floor.too_late": "Tempat ini tidak dapat dikembalikan lagi: sudah lewat dua menit.",
  "refusal.floor.past_closing": "Waktu penutupan sudah lewat. Pilih waktu yang kemudian.",
  "refusal.floor.seat_free": "Tidak ada yang duduk di sana.",
  "refusal.session.not_open":
    "Kesempatan bicara hanya diberikan selama sidang berlangsung. Buka atau lanjutkan dahulu.",
  "refusal.session.wrong_state": "Keadaan sidang sudah berubah; hal ini tidak dapat dilakukan.",
  "refusal.session.closed": "Sidang telah ditutup.",
  "refusal.rollcall.open_already": "Kehadiran sedang dipanggil. Tutup panggilan itu dahulu.",
  "refusal.rollcall.nobody_accredited":
    "Belum ada delegasi terakreditasi. Mintalah panitia menandai pihak yang dihitung untuk kuorum.",
  "refusal.rollcall.none_held":
    "Keputusan dicatat beserta siapa yang hadir. Panggil kehadiran dahulu, lalu putuskan.",
  "refusal.rollcall.still_open": "Kehadiran sedang dipanggil. Tutup panggilan itu dahulu.",
  "refusal.rollcall.not_answered": "Delegasi ini belum menjawab; tidak ada yang ditarik kembali.",
  "refusal.rollcall.no_quorum":
    "Delegasi terakreditasi yang hadir belum cukup. Panggil lagi bila sudah bertambah.",
  "refusal.presence.checked_in_already": "Orang ini sudah tercatat hadir.",
  "refusal.presence.not_checked_in": "Orang ini tidak lagi tercatat hadir.",
  "refusal.presence.no_party": "Hanya anggota delegasi yang dicatat kehadirannya.",
  "refusal.question.wrong_state": "Keadaan pertanyaan ini sudah berubah.",
  "refusal.question.not_pinned": "Pertanyaan ini tidak ada di layar ruang sidang.",
  "refusal.question.unknown": "Pertanyaan itu tidak ada dalam sidang ini.",
  "refusal.wire.forbidden": "Peran Anda tidak mengizinkan ini.",
  "refusal.media.slot_taken":
    "Orang lain sudah mengirim gambar ruang sidang. Mintalah mereka berhenti dahulu.",
  "refusal.media.hall_is_silent":
    "Anda duduk di ruang sidang dan terdengar lewat mikrofonnya. Kirim gambar Anda saja.",
};

export const t = translator({ en, id });

/** What to tell the staff of a refusal: their own words for the code, else those of everyone, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  if (key in en) return t(key as keyof typeof en);
  return sharedRefusal(code, message);
}
