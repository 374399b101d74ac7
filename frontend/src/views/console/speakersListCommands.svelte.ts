/** Opens, closes and changes the list of speakers. */
import { announcer } from "../../components/announcer.svelte";
import type { Protocol } from "../../messages/messages.gen";
import type { Entry } from "../../state/sessionModel.svelte";
import type { ConsoleCommands } from "./consoleCommands.svelte";
import { t } from "./texts";

type InscriptionRows = Protocol["commands"]["floor.inscribe_many"]["rows"];

export class SpeakersListCommands {
  /** A party that was inscribed although a group speaks for it as well: a warning, not a refusal (FL5). */
  groupWarning = $state.raw<{ party: string; group: string } | null>(null);

  constructor(private readonly commands: ConsoleCommands) {}

  open(closesAt: string | null): Promise<boolean> {
    return this.commands.send("list", { type: "floor.open_list", closes_at: closesAt });
  }

  close(): void {
    void this.commands.send("list", { type: "floor.close_list" });
  }

  /** Takes the rights of reply now, or goes back to the list (FL14). */
  turnToReplies(): void {
    const { floor, replies } = this.commands.model;
    if (!floor || (!floor.takes_replies && !replies.length)) return;
    void this.commands.send("list", { type: "floor.turn_to_replies", takes_replies: !floor.takes_replies });
  }

  /** Moves an entry in front of another, or to the end. The command names the versions that were seen, so that the
   *  server refuses one of two moderators who move at the same time (FL8). */
  async move(entry: Entry, before: Entry | null): Promise<void> {
    if (entry.id === before?.id) return;
    const done = await this.commands.send("row", {
      type: "floor.move",
      entry: entry.id,
      moves: entry.moves,
      before: before?.id ?? null,
      before_moves: before?.moves ?? null,
    });
    if (!done) return;
    const name = this.commands.model.conference.partyName(entry.party);
    announcer.say(t("say.moved", { name, place: this.placeOf(entry.id) }));
  }

  private placeOf(id: string): number {
    const { model } = this.commands;
    const entry = model.listedEntry(id);
    return entry ? model.listOf(entry).indexOf(entry) + 1 : 0;
  }

  withdraw(entry: Entry): void {
    void this.commands.send("row", { type: "floor.withdraw", entry: entry.id });
  }

  /** The chair confirms that a speaker is in the hall, when nobody is at the desk to do it (FL18). */
  confirmInHall(entry: Entry): void {
    void this.commands.send("row", { type: "floor.confirm_in_hall", entry: entry.id });
  }

  changeSpeaker(entry: string, speaker: string, at: string): Promise<boolean> {
    return this.commands.send(at, { type: "floor.change_speaker", entry, speaker });
  }

  /** Names who reads a statement out (FL4). */
  nameReader(entry: string, reader: string, at: string): Promise<boolean> {
    return this.commands.send(at, { type: "floor.name_reader", entry, reader });
  }

  /** Inscribes all accepted rows of a file at once (FL3). */
  inscribeMany(rows: InscriptionRows, reason: string): Promise<boolean> {
    return this.commands.send("file", { type: "floor.inscribe_many", rows, reason });
  }
}
