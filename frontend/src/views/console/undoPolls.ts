/** How what a moderator does with polls is undone. Pure. The closing of a poll cannot be undone. */
import { fieldsOf, waitingIn } from "../../state/polls";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import { step, type Step, type UndoableState } from "./undoStep";

type Poll = Entities["poll"];
type Edit = Extract<Command, { type: "poll.edit" }>;

/** Null if the command is not about polls, or cannot be undone. */
export function undoOfPolls(command: Command, before: UndoableState, after: UndoableState): Step | null {
  switch (command.type) {
    case "poll.draft": {
      const made = after.polls.find(({ id }) => !pollOf(id, before));
      return made ? step("prepared_poll", { type: "poll.delete", poll: made.id }) : null;
    }
    case "poll.edit":
      return edited(pollOf(command.poll, before), pollOf(command.poll, after));
    case "poll.move": {
      const position = waitingIn(before.polls).findIndex(({ id }) => id === command.poll);
      return position === -1 ? null : step("moved_poll", { type: "poll.move", poll: command.poll, position });
    }
    case "poll.delete":
      return step("deleted_poll", { type: "poll.restore", poll: command.poll });
    case "poll.open":
      return step("opened_poll", { type: "poll.undo_open", poll: command.poll });
    case "poll.show": {
      const shown = before.polls.find((poll) => poll.on_screen && poll.id !== command.poll);
      return step(
        "showed_poll",
        shown ? { type: "poll.show", poll: shown.id } : { type: "poll.hide", poll: command.poll },
      );
    }
    case "poll.hide":
      return step("hid_poll", { type: "poll.show", poll: command.poll });
    case "poll.hide_word":
      return step("hid_word", { ...command, type: "poll.show_word" });
    case "poll.show_word":
      return step("showed_word", { ...command, type: "poll.hide_word" });
    default:
      return null;
  }
}

const pollOf = (id: string, { polls }: UndoableState) => polls.find((poll) => poll.id === id);

/** Refused if another moderator changed the poll since. */
function edited(was: Poll | undefined, is: Poll | undefined): Step | null {
  if (!was || !is) return null;
  const back: Edit = { type: "poll.edit", poll: was.id, ...fieldsOf(was), seen: fieldsOf(is) };
  return step("edited_poll", back);
}
