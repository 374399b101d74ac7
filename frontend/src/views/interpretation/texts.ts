/** The texts about languages: for listeners, interpreters and organisers. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { language } from "../../locales/language.svelte";
import { capitalised, languageName as nameOfLanguage } from "../../locales/languageNames";
import { refusalTextIn } from "../../locales/texts";
import { isSignLanguage } from "./signLanguages";

export { ownName } from "../../locales/languageNames";

export const t = await loadedCatalogue("interpretation");
export const refusalText = refusalTextIn(t);

/** A language's name in the reader's language, such as *French*. */
export const languageName = (tag: string): string =>
  isSignLanguage(tag) ? t(`sign.name.${tag}`) : nameOfLanguage(tag);

/** Its name where it stands alone, with a capital letter. */
export const languageTitle = (tag: string): string => capitalised(languageName(tag), language());
