/** The reason that the moderator wrote for the next act. It goes with one act and no other. */
import type { Command } from "../../wire/frames";

/** The acts whose reason the parties and the minutes are told (FL8). Revoking and suspending the session ask in forms of
 *  their own. */
const REASONED = [
  "floor.move",
  "floor.call_later",
  "floor.withdraw",
  "floor.extend",
  "floor.suspend_turn",
  "floor.return_to_list",
  "floor.order",
  "floor.close_list",
  "floor.set_limits",
  "floor.apply_preset",
  "floor.set_budget",
] as const satisfies readonly Command["type"][];

const isReasoned = (type: Command["type"]): boolean => (REASONED as readonly string[]).includes(type);

export class ActReason {
  text = $state("");
  /** The field is unfolded. */
  asked = $state(false);

  /** The command with the reason, if it takes one. */
  with(command: Command): Command {
    const reason = this.text.trim();
    return reason && isReasoned(command.type) ? ({ ...command, reason } as Command) : command;
  }

  /** The command was done: its reason is spent. */
  spent(command: Command): void {
    if (!isReasoned(command.type)) return;
    this.text = "";
    this.asked = false;
  }

  drop(): void {
    this.text = "";
    this.asked = false;
  }
}
