/** The texts of undo and redo in the organiser's workspace. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("undo");
