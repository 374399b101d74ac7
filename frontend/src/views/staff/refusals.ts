/** What the staff is told of a refusal, by its code: what is the case, and what to do. */
import type { Message } from "../../i18n/index.svelte";

export const en = {
  "refusal.floor.already_inscribed":
    "This party is on the list already. Move its entry, or take it off first.",
  "refusal.floor.already_last": "It is the last of its category already. Move it by hand to call it later.",
  "refusal.floor.bad_replies": "A party has one to five rights of reply. Give the time of each.",
  "refusal.floor.bad_time": "The closing time is not a moment with its time zone. Choose it again.",
  "refusal.floor.chair_taken": "Another presides. Take the chair, or let whoever presides hand it over.",
  "refusal.floor.figures_changed":
    "Another moderator set speaking times or the budget at the same moment. Look at them, then act.",
  "refusal.floor.seat_changed":
    "Another moderator changed this seat at the same moment. Look at the podium, then act.",
  "refusal.floor.chair_changed": "Another took the chair at the same moment. Look who presides.",
  "refusal.floor.confirmed_already": "This speaker is confirmed already. Look at the list again.",
  "refusal.floor.entry_gone": "This entry is no longer on the list. Look at the list again.",
  "refusal.floor.item_changed":
    "Another moderator took up the next item at the same moment. Look which it is, then act.",
  "refusal.floor.list_changed": "The list changed at the same moment. Look again, then move.",
  "refusal.floor.list_closed":
    "The list of speakers is closed. A moderator opens it, or adds a party with a reason.",
  "refusal.floor.motion_needed": "Say what the motion is for: a suspension, say, or a closure.",
  "refusal.floor.no_motion": "No motion has the floor. Recognise it first.",
  "refusal.floor.no_names": "No party has a name in this language. Choose another language.",
  "refusal.floor.no_point_of_order":
    "This is neither a point of order nor a motion. Give it the floor instead.",
  "refusal.floor.no_ranks": "No party has a rank yet. Ask the organiser to give ranks to the parties.",
  "refusal.floor.no_recording": "No recorded statement of this party is here. Choose to speak live.",
  "refusal.floor.no_replies": "No right of reply waits. Go on with the list.",
  "refusal.floor.no_reply_left":
    "This party has used all its rights of reply. A statement in writing can still be handed in.",
  "refusal.floor.no_ruling": "An appeal is made at once after a ruling. This one stands by now.",
  "refusal.floor.no_vote": "No vote is under way any more. Look what is before the session, then act.",
  "refusal.floor.nobody_speaks": "Nobody has the floor. Look at the list, then act.",
  "refusal.floor.not_a_member": "The speaker is not a member of this party. Choose one of its members.",
  "refusal.floor.not_a_moderator": "Only a moderator presides. Make this person one first.",
  "refusal.floor.not_confirmed": "This speaker is not confirmed any more. Look at the list again.",
  "refusal.floor.not_dropped": "The speaker’s line is there again. Let the turn go on.",
  "refusal.floor.not_in_hall": "This party speaks from elsewhere; its line says whether it is ready.",
  "refusal.floor.not_a_reader":
    "The chair, the secretary or a member of the party reads a statement out. Choose one of them.",
  "refusal.floor.not_read_out":
    "This statement is not read out: its party speaks itself. Name its speaker instead.",
  "refusal.floor.not_introducing":
    "No recorded statement is being introduced. Look who has the floor, then act.",
  "refusal.floor.not_ready": "Not ready. Call it anyway, or call it later.",
  "refusal.floor.not_suspended": "The turn is not suspended. Look at the clock, then act.",
  "refusal.floor.not_yours": "This is another party’s. Only its members and moderators may do that.",
  "refusal.floor.nothing_to_draw":
    "Lots are drawn for those behind the next two, and nobody is there. Wait until more have come.",
  "refusal.floor.order_gone": "The list was put in another order since. Look at it again.",
  "refusal.floor.other_category": "That party stands in another category. Move the entry by hand.",
  "refusal.floor.other_list": "That place is in another list. Choose one in the same list.",
  "refusal.floor.past_closing": "The closing time is in the past. Choose a later one.",
  "refusal.floor.point_of_order":
    "A point of order or a motion stands in no order. Recognise it, and rule on it or put it to the vote.",
  "refusal.floor.presides_already": "This person presides already. Choose another.",
  "refusal.floor.reason_needed": "The list is closed: say why you add this party.",
  "refusal.floor.replies_later":
    "Rights of reply are taken when the list of speakers is done. Turn to them first, then give the floor.",
  "refusal.floor.ruling_due": "A point of order has the floor. Rule on it first.",
  "refusal.floor.same_party": "Both places are of one party. Choose another party.",
  "refusal.floor.seat_free": "Nobody sits there any more. Look at the podium again.",
  "refusal.floor.swap_gone":
    "This proposal is over: one side took it back, or a place has changed. Look at the list again.",
  "refusal.floor.swap_pending": "One of the two places is in another proposal. Wait for its answer.",
  "refusal.floor.time_changed":
    "Another moderator gave time at the same moment. Look at the clock, then act.",
  "refusal.floor.token_changed":
    "Another moderator acted at the same moment. Look who has the floor, then act.",
  "refusal.floor.too_late":
    "This place can no longer be given back: more than two minutes have passed. Put the party on the list anew.",
  "refusal.floor.turn_suspended": "The turn is suspended already. Resume it, or end it.",
  "refusal.floor.vote_due":
    "A vote is due or under way. Put the motion to the vote, or enter the result, first.",
  "refusal.media.encoder_handshake":
    "Its encryption (DTLS) could not be set up. Give FFmpeg a certificate on P-256 (cert_file and key_file); bring any other encoder up to date.",
  "refusal.media.encoder_unreachable":
    "No packet of this encoder came. Let UDP out to the server, and try another network.",
  "refusal.media.no_common_codec":
    "Send sound in Opus, and pictures in H.264 or VP8: change the encoder’s output, or use another browser.",
  "refusal.media.too_many_tracks": "Send one sound and one picture at most. Leave the others out.",
  "refusal.media.hall_is_silent":
    "You sit in the hall and are heard through its microphones. Send your picture alone.",
  "refusal.media.too_many_keys": "There are twelve keys already. Revoke one that is not needed first.",
  "refusal.media.unknown_key": "There is no such key here, or it is revoked already.",
  "refusal.media.slot_taken": "Someone else sends the hall’s picture already. Ask them to stop first.",
  "refusal.microphones.not_simulated": "These microphones are real. Press the button on one.",
  "refusal.microphones.unknown": "There is no such microphone any more. Look at the list again.",
  "refusal.parties.last_moderator": "This is the only moderator. Make another one first.",
  "refusal.parties.party_needed": "Say which party is to be put on the list.",
  "refusal.parties.unknown_participant":
    "There is no such participant in this conference. Choose one of the list.",
  "refusal.parties.unknown_party": "There is no such party in this conference. Choose one of the list.",
  "refusal.presence.checked_in_already": "This person is checked in already. Look at the list again.",
  "refusal.presence.no_party": "Only members of a party are checked in. Choose a member of one.",
  "refusal.presence.not_checked_in": "This person is not checked in any more. Look at the list again.",
  "refusal.question.not_pinned": "This question is not on the hall screen.",
  "refusal.question.unknown": "There is no such question in this session.",
  "refusal.question.wrong_state": "This question is in another state by now.",
  "refusal.rollcall.answered_already":
    "This delegation has answered already. Take its answer back first if it was wrong.",
  "refusal.rollcall.no_quorum":
    "Too few accredited delegations are present. Call the roll again once more have come.",
  "refusal.rollcall.nobody_accredited":
    "No delegation is accredited. Ask the organiser to mark the parties that count for the quorum.",
  "refusal.rollcall.none_held":
    "A decision is recorded with who was present. Call the roll first, then decide.",
  "refusal.rollcall.not_accredited":
    "Only accredited delegations are called, and this party is none. Ask the organiser.",
  "refusal.rollcall.not_answered": "This delegation has not answered; there is nothing to take back.",
  "refusal.rollcall.not_open": "This roll call is over. Call the roll again.",
  "refusal.rollcall.not_yours": "You answer for your own delegation alone. Let the others answer for theirs.",
  "refusal.rollcall.open_already": "The roll is being called already. Close that roll call first.",
  "refusal.rollcall.still_open": "The roll is being called. Close the roll call first.",
  "refusal.session.closed": "The session is closed. Only corrections to its record can be added.",
  "refusal.session.not_open": "The floor is given only while the session is open. Open or resume it first.",
  "refusal.session.wrong_state": "The session is in another state by now. Look how it stands, then act.",
  "refusal.wire.forbidden": "Your role does not allow this. Ask a moderator.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "refusal.floor.already_inscribed":
    "Delegasi ini sudah ada dalam daftar. Pindahkan entrinya, atau keluarkan dahulu.",
  "refusal.floor.already_last":
    "Entri ini sudah yang terakhir dalam kategorinya. Pindahkan sendiri untuk memanggilnya nanti.",
  "refusal.floor.bad_replies": "Satu pihak punya satu sampai lima hak jawab. Isi waktu masing-masing.",
  "refusal.floor.bad_time": "Waktu penutupan itu tidak lengkap dengan zona waktunya. Pilih lagi.",
  "refusal.floor.chair_taken":
    "Orang lain sedang memimpin. Ambil alih kursi ketua, atau minta pemimpin sidang menyerahkannya.",
  "refusal.floor.figures_changed":
    "Moderator lain mengubah waktu bicara atau anggaran waktu pada saat yang sama. Periksa dahulu, lalu bertindak.",
  "refusal.floor.seat_changed":
    "Moderator lain mengubah kursi ini pada saat yang sama. Lihat meja pimpinan, lalu bertindak.",
  "refusal.floor.chair_changed": "Kursi ketua baru saja berpindah. Lihat siapa yang memimpin.",
  "refusal.floor.confirmed_already": "Pembicara ini sudah dikonfirmasi. Lihat daftarnya lagi.",
  "refusal.floor.entry_gone": "Entri ini tidak ada lagi dalam daftar. Lihat daftarnya lagi.",
  "refusal.floor.item_changed":
    "Moderator lain membahas mata acara berikutnya pada saat yang sama. Lihat yang mana, lalu bertindaklah.",
  "refusal.floor.list_changed": "Daftar berubah pada saat yang sama. Lihat lagi, lalu pindahkan.",
  "refusal.floor.list_closed":
    "Daftar pembicara sudah ditutup. Moderator dapat membukanya, atau menambahkan pihak dengan alasan.",
  "refusal.floor.motion_needed": "Sebutkan maksud mosi: misalnya penangguhan, atau penutupan.",
  "refusal.floor.no_motion": "Tidak ada mosi yang sedang disampaikan. Akui dahulu mosinya.",
  "refusal.floor.no_names": "Tidak ada pihak yang bernama dalam bahasa ini. Pilih bahasa lain.",
  "refusal.floor.no_point_of_order":
    "Ini bukan interupsi tata tertib atau mosi. Berikan kesempatan bicara saja.",
  "refusal.floor.no_ranks": "Belum ada pihak yang punya peringkat. Mintalah penyelenggara mengisinya.",
  "refusal.floor.no_recording": "Tidak ada rekaman pernyataan delegasi ini. Pilih berbicara langsung.",
  "refusal.floor.no_replies": "Tidak ada hak jawab yang menunggu. Lanjutkan daftarnya.",
  "refusal.floor.no_reply_left":
    "Pihak ini sudah memakai semua hak jawabnya. Pernyataan tertulis masih dapat diserahkan.",
  "refusal.floor.no_ruling":
    "Banding diajukan segera setelah keputusan ketua. Keputusan ini sekarang berlaku.",
  "refusal.floor.no_vote":
    "Tidak ada lagi pemungutan suara. Lihat apa yang sedang dibahas, lalu bertindaklah.",
  "refusal.floor.nobody_speaks": "Tidak ada yang berbicara. Lihat daftarnya, lalu bertindaklah.",
  "refusal.floor.not_a_member": "Pembicara bukan anggota delegasi ini. Pilih salah satu anggotanya.",
  "refusal.floor.not_a_moderator": "Hanya moderator yang memimpin. Jadikan orang ini moderator dahulu.",
  "refusal.floor.not_confirmed": "Pembicara ini tidak lagi terkonfirmasi. Lihat daftarnya lagi.",
  "refusal.floor.not_dropped": "Sambungan pembicara sudah kembali. Biarkan gilirannya berlanjut.",
  "refusal.floor.not_in_hall": "Pihak ini berbicara dari tempat lain; salurannya menunjukkan kesiapannya.",
  "refusal.floor.not_a_reader":
    "Pernyataan dibacakan oleh ketua, sekretaris, atau anggota pihaknya. Pilih salah satu dari mereka.",
  "refusal.floor.not_read_out":
    "Pernyataan ini tidak dibacakan: pihaknya berbicara sendiri. Sebutkan pembicaranya saja.",
  "refusal.floor.not_introducing":
    "Tidak ada rekaman yang sedang diperkenalkan. Lihat siapa yang berbicara, lalu bertindaklah.",
  "refusal.floor.not_ready": "Belum siap. Tetap panggil, atau panggil nanti.",
  "refusal.floor.not_suspended": "Giliran tidak sedang ditangguhkan. Lihat jamnya, lalu bertindaklah.",
  "refusal.floor.not_yours": "Ini milik pihak lain. Hanya anggotanya dan moderator yang boleh melakukannya.",
  "refusal.floor.nothing_to_draw":
    "Undian berlaku bagi mereka di belakang dua yang berikutnya, dan belum ada siapa pun. Tunggu sampai bertambah.",
  "refusal.floor.order_gone": "Daftar sudah diurutkan lagi sejak itu. Lihat daftarnya lagi.",
  "refusal.floor.other_category": "Pihak itu ada dalam kategori lain. Pindahkan entrinya sendiri.",
  "refusal.floor.other_list": "Tempat itu ada dalam daftar lain. Pilih satu dalam daftar yang sama.",
  "refusal.floor.past_closing": "Waktu penutupan sudah lewat. Pilih waktu yang kemudian.",
  "refusal.floor.point_of_order":
    "Interupsi tata tertib atau mosi tidak punya urutan. Akui dahulu, lalu putuskan atau pungut suara.",
  "refusal.floor.presides_already": "Orang ini sudah memimpin. Pilih yang lain.",
  "refusal.floor.reason_needed": "Daftar sudah ditutup: sebutkan alasan menambahkan delegasi ini.",
  "refusal.floor.replies_later":
    "Hak jawab diberikan setelah daftar pembicara selesai. Beralihlah dahulu, lalu berikan kesempatan bicara.",
  "refusal.floor.ruling_due": "Interupsi tata tertib sedang disampaikan. Putuskan dahulu.",
  "refusal.floor.same_party": "Kedua tempat itu milik satu pihak. Pilih pihak lain.",
  "refusal.floor.seat_free": "Tidak ada lagi yang duduk di sana. Lihat podiumnya lagi.",
  "refusal.floor.swap_gone":
    "Usul ini sudah selesai: satu pihak menariknya, atau sebuah tempat berubah. Lihat daftarnya lagi.",
  "refusal.floor.swap_pending": "Salah satu tempat ada dalam usul lain. Tunggu jawabannya.",
  "refusal.floor.time_changed":
    "Moderator lain memberi waktu pada saat yang sama. Lihat jamnya, lalu bertindaklah.",
  "refusal.floor.token_changed":
    "Moderator lain bertindak pada saat yang sama. Lihat siapa yang berbicara, lalu bertindaklah.",
  "refusal.floor.too_late":
    "Tempat ini tidak dapat dikembalikan lagi: sudah lewat dua menit. Masukkan lagi delegasinya ke daftar.",
  "refusal.floor.turn_suspended": "Giliran sudah ditangguhkan. Lanjutkan, atau akhiri.",
  "refusal.floor.vote_due":
    "Pemungutan suara menunggu atau sedang berlangsung. Pungut suara, atau isi hasilnya, dahulu.",
  "refusal.media.encoder_handshake":
    "Enkripsinya (DTLS) tidak dapat dibuat. Beri FFmpeg sertifikat pada P-256 (cert_file dan key_file); perbarui enkoder lain.",
  "refusal.media.encoder_unreachable":
    "Tidak ada paket dari enkoder ini yang tiba. Izinkan UDP ke server, dan coba jaringan lain.",
  "refusal.media.no_common_codec":
    "Kirim suara dalam Opus, dan gambar dalam H.264 atau VP8: ubah keluaran enkoder, atau pakailah peramban lain.",
  "refusal.media.too_many_tracks": "Kirim paling banyak satu suara dan satu gambar. Hilangkan yang lain.",
  "refusal.media.hall_is_silent":
    "Anda duduk di ruang sidang dan terdengar lewat mikrofonnya. Kirim gambar Anda saja.",
  "refusal.media.too_many_keys": "Sudah ada dua belas kunci. Cabut dahulu satu yang tidak diperlukan.",
  "refusal.media.unknown_key": "Kunci itu tidak ada di sini, atau sudah dicabut.",
  "refusal.media.slot_taken":
    "Orang lain sudah mengirim gambar ruang sidang. Mintalah mereka berhenti dahulu.",
  "refusal.microphones.not_simulated": "Mikrofon ini sungguhan. Tekan tombol pada salah satunya.",
  "refusal.microphones.unknown": "Mikrofon itu tidak ada lagi. Lihat lagi daftarnya.",
  "refusal.parties.last_moderator": "Ini satu-satunya moderator. Jadikan orang lain moderator dahulu.",
  "refusal.parties.party_needed": "Sebutkan pihak yang akan dimasukkan ke daftar.",
  "refusal.parties.unknown_participant": "Tidak ada peserta itu dalam konferensi ini. Pilih dari daftar.",
  "refusal.parties.unknown_party": "Tidak ada pihak itu dalam konferensi ini. Pilih dari daftar.",
  "refusal.presence.checked_in_already": "Orang ini sudah tercatat hadir. Lihat daftarnya lagi.",
  "refusal.presence.no_party": "Hanya anggota delegasi yang dicatat kehadirannya. Pilih salah satunya.",
  "refusal.presence.not_checked_in": "Orang ini tidak lagi tercatat hadir. Lihat daftarnya lagi.",
  "refusal.question.not_pinned": "Pertanyaan ini tidak ada di layar ruang sidang.",
  "refusal.question.unknown": "Pertanyaan itu tidak ada dalam sidang ini.",
  "refusal.question.wrong_state": "Keadaan pertanyaan ini sudah berubah.",
  "refusal.rollcall.answered_already": "Delegasi ini sudah menjawab. Tarik dahulu jawabannya bila keliru.",
  "refusal.rollcall.no_quorum":
    "Delegasi terakreditasi yang hadir belum cukup. Panggil lagi bila sudah bertambah.",
  "refusal.rollcall.nobody_accredited":
    "Belum ada delegasi terakreditasi. Mintalah panitia menandai pihak yang dihitung untuk kuorum.",
  "refusal.rollcall.none_held":
    "Keputusan dicatat beserta siapa yang hadir. Panggil kehadiran dahulu, lalu putuskan.",
  "refusal.rollcall.not_accredited":
    "Hanya delegasi terakreditasi yang dipanggil, dan pihak ini bukan. Hubungi penyelenggara.",
  "refusal.rollcall.not_answered": "Delegasi ini belum menjawab; tidak ada yang ditarik kembali.",
  "refusal.rollcall.not_open": "Panggilan kehadiran ini sudah ditutup. Panggil lagi.",
  "refusal.rollcall.not_yours": "Anda menjawab untuk delegasi Anda saja. Biarkan yang lain menjawab sendiri.",
  "refusal.rollcall.open_already": "Kehadiran sedang dipanggil. Tutup panggilan itu dahulu.",
  "refusal.rollcall.still_open": "Kehadiran sedang dipanggil. Tutup panggilan itu dahulu.",
  "refusal.session.closed": "Sidang telah ditutup. Hanya koreksi pada risalahnya yang dapat ditambahkan.",
  "refusal.session.not_open":
    "Kesempatan bicara hanya diberikan selama sidang berlangsung. Buka atau lanjutkan dahulu.",
  "refusal.session.wrong_state": "Keadaan sidang sudah berubah. Lihat keadaannya, lalu bertindaklah.",
  "refusal.wire.forbidden": "Peran Anda tidak mengizinkan ini. Hubungi moderator.",
};
