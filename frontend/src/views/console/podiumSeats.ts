/** Seats people on the podium, and hands the chair over. */
import type { Protocol } from "../../messages/messages.gen";
import type { ConsoleCommands } from "./consoleCommands.svelte";

export type Slot = Protocol["commands"]["floor.seat"]["slot"];

export class PodiumSeats {
  constructor(private readonly commands: ConsoleCommands) {}

  /** Hands the chair to another moderator, or takes it (null), also from a chair who lost the connection (FL20). */
  handOver(to: string | null): Promise<boolean> {
    const chair = this.commands.model.participantIn("chair");
    return this.commands.send("podium", { type: "floor.hand_over", chair, to });
  }

  seat(slot: Slot, participant: string): Promise<boolean> {
    const seen = this.commands.model.participantIn(slot) ?? "";
    if (slot === "chair" && seen && seen !== participant) return this.handOver(participant);
    return this.commands.send("podium", { type: "floor.seat", slot, participant, seen });
  }

  unseat(slot: Slot): void {
    const seen = this.commands.model.participantIn(slot);
    void this.commands.send("podium", { type: "floor.unseat", slot, seen });
  }
}
