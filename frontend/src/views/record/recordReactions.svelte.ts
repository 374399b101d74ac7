/** The reactions to what the record page shows: read with the page, and with each act of the reader. */
import { problemOf } from "../../state/api";
import {
  reactionsOf,
  setReaction,
  type ItemReactions,
  type ReactionKind,
} from "../../state/releaseReactions";
import { refusalText } from "../reactions/texts";

export class RecordReactions {
  private items = $state.raw<readonly ItemReactions[]>([]);

  /** `bearer` is empty for a reader without a seat, who does not react. */
  constructor(
    private readonly session: string,
    private readonly bearer: () => string,
  ) {}

  /** Reads all anew. What is published is there also without its reactions. */
  async read(): Promise<void> {
    this.items = await reactionsOf(this.session, this.bearer()).catch(() => []);
  }

  to(item: string): ItemReactions | undefined {
    return this.items.find((one) => one.item === item);
  }

  /** The reactions to the statement in a row of the minutes. */
  inRow(row: string): ItemReactions | undefined {
    return row ? this.items.find((one) => one.row === row) : undefined;
  }

  /** Adds or withdraws the reader's reaction to an item; undefined without a seat. */
  actOn(item: string): ((kind: ReactionKind, stays: boolean) => Promise<string>) | undefined {
    if (!this.bearer()) return undefined;
    return async (kind, stays) => {
      try {
        this.items = await setReaction(this.session, item, kind, stays, this.bearer());
        return "";
      } catch (error) {
        return refusalText(problemOf(error, "reaction.cut"));
      }
    };
  }
}
