/** The parts of a moderator's console, one object for each thing that a moderator does; views take those they need. */
import { getContext, setContext } from "svelte";
import type { Client } from "../../state/client.svelte";
import { VoteCommands } from "./voteCommands.svelte";
import { ConsoleCommands } from "./consoleCommands.svelte";
import { ConsoleModel } from "./consoleModel.svelte";
import { EntrySelection } from "./entrySelection.svelte";
import { GrantControl } from "./grantControl.svelte";
import { Panels } from "./panels.svelte";
import { PodiumSeats } from "./podiumSeats";
import { PointOfOrder } from "./pointOfOrder.svelte";
import { PollColumn } from "./polls/pollColumn.svelte";
import { QuestionColumn } from "./questionColumn.svelte";
import { Revocation } from "./revocation.svelte";
import { SessionControl } from "./sessionControl";
import { SidePanels } from "./sidePanels.svelte";
import { SpeakersListCommands } from "./speakersListCommands.svelte";
import { TurnControl } from "./turnControl";

export class ConsoleController {
  readonly panels = new Panels();
  readonly sides = new SidePanels();
  readonly model: ConsoleModel;
  readonly commands: ConsoleCommands;
  readonly sessionControl: SessionControl;
  readonly speakersList: SpeakersListCommands;
  readonly selection: EntrySelection;
  readonly granting: GrantControl;
  readonly turnControl: TurnControl;
  readonly revocation: Revocation;
  readonly pointOfOrder: PointOfOrder;
  readonly voteCommands: VoteCommands;
  readonly podiumSeats: PodiumSeats;
  readonly questionColumn: QuestionColumn;
  readonly pollColumn: PollColumn;

  constructor(
    readonly client: Client,
    session: string,
  ) {
    this.model = new ConsoleModel(client, session);
    this.commands = new ConsoleCommands(client, this.model);
    this.sessionControl = new SessionControl(this.commands, this.panels, this.sides);
    this.speakersList = new SpeakersListCommands(this.commands);
    this.selection = new EntrySelection(this.model, this.speakersList, this.sides);
    this.granting = new GrantControl(this.commands, this.selection);
    this.turnControl = new TurnControl(this.commands);
    this.revocation = new Revocation(this.commands, this.panels);
    this.pointOfOrder = new PointOfOrder(this.commands);
    this.voteCommands = new VoteCommands(this.commands, this.panels);
    this.podiumSeats = new PodiumSeats(this.commands);
    this.questionColumn = new QuestionColumn(this.commands, this.sides);
    this.pollColumn = new PollColumn(this.commands, this.sides);
  }

  /** The matter in hand: it takes the place of the acts on the turn. */
  readonly hasMatter: boolean = $derived.by(() => {
    const { droppedTurn, onProcedure, recognisable, isClosed } = this.model;
    if (isClosed) return false;
    return droppedTurn !== null || onProcedure || recognisable !== null || this.panels.unfolded === "appeal";
  });

  /** The list rests until what comes before it is done, so that no press meant for it does something else. */
  readonly isResting: boolean = $derived.by(() => {
    const { heardOrder, isVoting, recognisable, appellant, isClosed } = this.model;
    return !isClosed && (heardOrder !== null || isVoting || recognisable !== null || appellant !== null);
  });

  /** The list was put in order by lots, which may be drawn again. */
  readonly drawn: boolean = $derived.by(() =>
    this.model.client.store.all(this.model.stream, "ordering").some(({ seed }) => seed),
  );

  /** Something waits for the moderator's decision, so the views make room for it. */
  readonly needsDecision: boolean = $derived.by(() => {
    const { droppedTurn, onProcedure, orders } = this.model;
    if (this.granting.entryThatCuts !== null) return true;
    if (this.granting.unreadyEntry !== null || droppedTurn !== null || onProcedure) return true;
    return orders.length > 0 || this.panels.unfolded === "appeal";
  });

  /** Escape: folds what is unfolded and withdraws what is asked, and changes nothing else. */
  fold(): void {
    this.panels.close();
    this.commands.reason.drop();
    this.questionColumn.form = null;
    this.pollColumn.closeForm();
    this.granting.cancel();
    this.commands.runner.dismiss();
  }
}

const KEY = Symbol("controller");

export const provideController = (controller: ConsoleController): ConsoleController =>
  setContext(KEY, controller);
export const useController = (): ConsoleController => getContext<ConsoleController>(KEY);
