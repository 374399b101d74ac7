/** The texts of undo and redo in the organiser's workspace. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/undo/en.json";

export const t = await loadedCatalogue<typeof en>("undo");
