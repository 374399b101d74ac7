/** The words for showing a screen. */
import { translator, type Message } from "../i18n/index.svelte";
import { refusalText as everyones } from "../i18n/words";

export const en = {
  "screen.show": "Show my screen",
  "screen.stop": "Stop showing it",
  "screen.connecting": "Your screen is on its way",
  "screen.on": "Everyone sees your screen",
  "screen.held": "Your screen is not seen just now",
  "screen.lost": "The line of your screen is being restored",
  "screen.over": "Your screen is not shown any more: the floor is another’s",
  "refusal.media.screen_taken": "Somebody else shows a screen just now. Show yours once that is over.",
  "refusal.media.screen_not_due": "Show your screen once you have the floor, or sit on the podium.",
  "refusal.media.screen_is_silent": "A screen is shown without its sound.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "screen.show": "Tampilkan layar saya",
  "screen.stop": "Berhenti menampilkan",
  "screen.connecting": "Layar Anda sedang dikirim",
  "screen.on": "Semua orang melihat layar Anda",
  "screen.held": "Layar Anda sedang tidak terlihat",
  "screen.lost": "Saluran layar Anda sedang dipulihkan",
  "screen.over": "Layar Anda tidak ditampilkan lagi: giliran bicara telah berpindah",
  "refusal.media.screen_taken":
    "Orang lain sedang menampilkan layar. Tampilkan layar Anda setelah itu selesai.",
  "refusal.media.screen_not_due":
    "Tampilkan layar Anda setelah mendapat giliran bicara, atau duduk di podium.",
  "refusal.media.screen_is_silent": "Layar ditampilkan tanpa suaranya.",
};

export const t = translator({ en, id });

export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : everyones(code, message);
}
