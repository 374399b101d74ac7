/** The words of the moderator's console. */
import { translator } from "../../i18n/index.svelte";
import { en } from "./en";
import { id } from "./id";

export const t = translator({ en, id });
