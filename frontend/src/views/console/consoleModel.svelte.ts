/** A session as its chair reads it: with the points of order that stand in no list (FL13). */
import { language } from "../../locales/language.svelte";
import { inLanguage, inOrder, interrupts } from "../../state/selectors";
import { SessionModel, type Entry } from "../../state/sessionModel.svelte";

export class ConsoleModel extends SessionModel {
  /** Points of order and motions that were raised, the first to be heard in front. */
  readonly orders: Entry[] = $derived.by(() => inOrder(this.asking.filter(interrupts)));

  themeTitle(key: string): string {
    const themes = this.client.store.all(this.conference.stream, "theme");
    return inLanguage(themes.find((theme) => theme.key === key)?.title, language()) || key;
  }
}
