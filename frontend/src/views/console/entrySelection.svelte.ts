/** The entry of the list that is selected; keys and the buttons under the list act on it. */
import { announcer } from "../../components/announcer.svelte";
import { readinessWord } from "../../components/readiness";
import { comma } from "../../locales/language.svelte";
import { readinessOf } from "../../state/staffSession";
import type { Entry } from "../../state/sessionModel.svelte";
import type { ConsoleModel } from "./consoleModel.svelte";
import type { SidePanels } from "./sidePanels.svelte";
import type { SpeakersListCommands } from "./speakersListCommands.svelte";

export class EntrySelection {
  id = $state<string | null>(null);
  /** Where the speaker of the selected entry is chosen. */
  speakerField: { focus(): void } | null = null;

  constructor(
    private readonly model: ConsoleModel,
    private readonly list: SpeakersListCommands,
    private readonly sides: SidePanels,
  ) {}

  readonly entry: Entry | null = $derived.by(() => this.model.listedEntry(this.id));

  /** Selects the entry above or below, and says it at once; without a selection the last or the first. */
  step(step: -1 | 1): void {
    const { listed } = this.model;
    const here = listed.findIndex(({ id }) => id === this.id);
    const place = here === -1 ? (step > 0 ? 0 : listed.length - 1) : here + step;
    this.id = (listed[place] ?? listed[here])?.id ?? null;
    this.sides.show("list");
    if (this.entry) announcer.sayNow(this.textOf(this.entry));
  }

  /** The party, its place and its state, as on the row. */
  private textOf(entry: Entry): string {
    const readiness = readinessOf(this.model, entry.id);
    const place = this.model.listOf(entry).findIndex(({ id }) => id === entry.id) + 1;
    return [
      this.model.conference.partyName(entry.party),
      place,
      ...(readiness ? [readinessWord(readiness, entry)] : []),
    ].join(comma());
  }

  /** Moves the selected entry by one place. */
  moveBy(step: -1 | 1): void {
    if (!this.entry) return;
    const entries = this.model.listOf(this.entry);
    const here = entries.findIndex(({ id }) => id === this.id);
    const entry = entries[here];
    const place = here + step;
    if (!entry || place < 0 || place >= entries.length) return;
    void this.list.move(entry, entries[step === -1 ? place : place + 1] ?? null);
  }
}
