/** The words of roll calls, decisions and the parity ledger, for those who run a session. */
import { translator, type Message } from "../../i18n/index.svelte";

export const en = {
  "roll.open": "Call the roll",
  "roll.close": "Close the roll call",
  "roll.now": "{present} of {called} present",
  "roll.called_at": "Called {time}",
  "roll.last": "Roll call {number}, {time}",
  "roll.may_open": "enough to open ({needed})",
  "roll.may_not_open": "not enough to open ({needed})",
  "roll.may_decide": "enough to decide ({needed})",
  "roll.may_not_decide": "not enough to decide ({needed})",
  "roll.none_needed": "no quorum asked for",
  "roll.never":
    "No roll was called yet. Accredited delegations answer on their page, or through the desk or you.",
  "roll.mark": "Present",
  "roll.marked": "present",
  "roll.absent": "Absent: {names}",
  "roll.mark_of": "{name}: present",
  "roll.hall": "hall",
  "roll.remote": "remote",
  "roll.delegations": "Delegations",
  "roll.nothing": "No roll is being called. The moderator opens a roll call.",

  "decision.title": "Decisions",
  "decision.text": "What is decided",
  "decision.record": "Record the decision",
  "decision.quorum": "{present} of {accredited} present, {needed} needed",
  "decision.none": "Nothing was decided yet.",

  "parity.title": "Hall and remote",
  "parity.region": "By region",
  "parity.theme": "By theme",
  "parity.of_none": "none",
  "parity.turns": "Turns",
  "parity.spoken": "Spoken",
  "parity.overtime": "Overtime",
  "parity.mean_wait": "Mean wait",
  "parity.waiting": "Waiting",
  "parity.refusals": "Refused",
  "parity.group": "Group",
  "parity.place.hall": "Hall",
  "parity.place.remote": "Remote",
  "parity.published.nothing": "Nothing of this is published. The organiser decides.",
  "parity.published.totals":
    "The record shows everyone the totals of hall and remote. The organiser decides.",
  "parity.published.all": "The record shows everyone all of this. The organiser decides.",
  "region.africa": "Africa",
  "region.asia-pacific": "Asia-Pacific",
  "region.eastern-europe": "Eastern Europe",
  "region.latin-america-caribbean": "Latin America and the Caribbean",
  "region.western-europe-others": "Western Europe and others",
  "parity.failed": "The figures could not be fetched; they are asked for again.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "roll.open": "Panggil kehadiran",
  "roll.close": "Tutup panggilan",
  "roll.now": "{present} dari {called} hadir",
  "roll.called_at": "Dipanggil {time}",
  "roll.last": "Panggilan {number}, {time}",
  "roll.may_open": "cukup untuk membuka ({needed})",
  "roll.may_not_open": "belum cukup untuk membuka ({needed})",
  "roll.may_decide": "cukup untuk memutuskan ({needed})",
  "roll.may_not_decide": "belum cukup untuk memutuskan ({needed})",
  "roll.none_needed": "kuorum tidak disyaratkan",
  "roll.never":
    "Kehadiran belum dipanggil. Delegasi terakreditasi menjawab di halamannya, atau lewat meja ruang atau Anda.",
  "roll.mark": "Hadir",
  "roll.marked": "hadir",
  "roll.absent": "Tidak hadir: {names}",
  "roll.mark_of": "{name}: hadir",
  "roll.hall": "ruang",
  "roll.remote": "jarak jauh",
  "roll.delegations": "Delegasi",
  "roll.nothing": "Kehadiran tidak sedang dipanggil. Moderator yang memanggilnya.",

  "decision.title": "Keputusan",
  "decision.text": "Apa yang diputuskan",
  "decision.record": "Catat keputusan",
  "decision.quorum": "{present} dari {accredited} hadir, perlu {needed}",
  "decision.none": "Belum ada keputusan.",

  "parity.title": "Ruang dan jarak jauh",
  "parity.region": "Menurut kawasan",
  "parity.theme": "Menurut tema",
  "parity.of_none": "tanpa",
  "parity.turns": "Giliran",
  "parity.spoken": "Bicara",
  "parity.overtime": "Kelebihan",
  "parity.mean_wait": "Rata-rata menunggu",
  "parity.waiting": "Menunggu",
  "parity.refusals": "Ditolak",
  "parity.group": "Kelompok",
  "parity.place.hall": "Ruang",
  "parity.place.remote": "Jarak jauh",
  "parity.published.nothing": "Tidak ada yang diterbitkan. Panitia yang menentukan.",
  "parity.published.totals":
    "Risalah memperlihatkan kepada semua jumlah ruang dan jarak jauh. Panitia yang menentukan.",
  "parity.published.all": "Risalah memperlihatkan semua ini kepada semua. Panitia yang menentukan.",
  "region.africa": "Afrika",
  "region.asia-pacific": "Asia-Pasifik",
  "region.eastern-europe": "Eropa Timur",
  "region.latin-america-caribbean": "Amerika Latin dan Karibia",
  "region.western-europe-others": "Eropa Barat dan lainnya",
  "parity.failed": "Angka-angka tidak dapat diambil; akan dicoba lagi.",
};

export const t = translator({ en, id });

const isRegion = (key: string): key is keyof typeof en => key in en;

/** A regional group of the United Nations in words; another region as the organiser names it. */
export function regionName(region: string): string {
  const key = `region.${region}`;
  return isRegion(key) ? t(key) : region;
}
