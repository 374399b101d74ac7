/** The texts of the organiser's workspace around its pages. Each page has a catalogue of its own. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("organise");
