/** The tables of delegations and of people: rows of the store, and the commands that change them. */
import { comma, language } from "../../../locales/language.svelte";
import type { Client } from "../../../state/client.svelte";
import type { ConferenceView } from "../../../state/conference.svelte";
import { nameOfParty } from "../../../state/selectors";
import type { Command } from "../../../wire/frames";
import { type Column, type Value } from "../grid/columns";
import type { DecisionsUnderWay } from "../decisions.svelte";
import type { Change, Refused } from "../grid/edits.svelte";
import type { SheetSource } from "../grid/sheet.svelte";
import { t as grid } from "../grid/texts";
import type { UndoStack } from "../undo.svelte";
import { partyColumns, personColumns, type Party, type Person } from "./columns";
import { addParty, changeParty, changePerson, changesOfAdded, textsOf } from "./commands";
import type { InvitationStates } from "./invitationStates.svelte";
import { refusalText, t } from "./texts";

/** The server takes a hundred commands a minute of a person. A long paste waits this long between attempts. */
const THROTTLED_MS = 3000;

/** Sends a command, and again for as long as too many came within a minute. Null if it was done. */
async function ask(
  client: Client,
  stream: string,
  command: Command,
  decisions: DecisionsUnderWay,
): Promise<Refused | null> {
  for (;;) {
    const outcome = await client.sendCommand(stream, command);
    if (outcome.ok) return null;
    if (outcome.code !== "wire.throttled") {
      decisions.readIfRefused(outcome.code);
      return { code: outcome.code, message: refusalText(outcome) };
    }
    await new Promise((resolve) => setTimeout(resolve, THROTTLED_MS));
  }
}

const refusal = (code: string): Refused => ({ code, message: refusalText({ code }) });

function faultText(fault: string, column: Column<never>): string {
  if (fault !== "choice") return grid(`grid.fault.${fault as "needed"}`);
  const choices = (column.choices ?? []).map(({ text }) => text).filter(Boolean);
  return grid("grid.fault.choice", { choices: choices.slice(0, 12).join(comma()) });
}

function label(changes: readonly Change[], cell: string): string {
  return changes.length === 1 ? cell : t("delegations.cells", { count: changes.length, cell });
}

/** The columns of the whole table, by which a removed delegation is added again. */
type Cells = Readonly<Record<string, Value>>;

export class PartySheetSource implements SheetSource<Party> {
  /** Names the new id of a delegation that was removed and added again. */
  rename: (before: string, after: string) => void = () => undefined;

  constructor(
    private readonly client: Client,
    private readonly view: ConferenceView,
    private readonly undo: UndoStack,
    private readonly decisions: DecisionsUnderWay,
  ) {}

  columns = (): Column<Party>[] => {
    const { client, view } = this;
    const members: Record<string, number> = {};
    for (const { party, simulated } of client.store.all(view.stream, "participant"))
      if (party !== null && !simulated) members[party] = (members[party] ?? 0) + 1;
    return partyColumns({
      languages: view.languages,
      language: language(),
      themes: client.store.all(view.stream, "theme"),
      details: (party) => client.store.one(view.stream, "party_details", party),
      members: (party) => members[party] ?? 0,
    });
  };

  /** Journalists' outlets are parties, but no delegations. */
  rows = (): Party[] =>
    this.client.store.all(this.view.stream, "party").filter(({ outlet }) => outlet === "");

  faultText = faultText;
  label = label;
  commandOf = (): string => "parties.change";
  nameOf = (party: Party): string => nameOfParty(party, language());

  save = async (id: string, changes: readonly Change[]): Promise<Refused | null> => {
    const party = this.view.party(id);
    if (!party) return refusal("parties.unknown_party");
    const command = changeParty(party, changes);
    if ("values" in command && isNameless(command.values)) return refusal("delegations.nameless");
    return this.send(command);
  };

  add = async (cells: Cells): Promise<Refused | null> => {
    const added = await this.addNow(cells);
    if (typeof added !== "string") return added;
    let id = added;
    const name = this.view.partyName(id);
    this.undo.push({
      label: () => t("delegations.added", { name }),
      undo: () => this.removeNow(id),
      redo: async () => {
        const again = await this.addNow(cells);
        if (typeof again !== "string") return again.message;
        this.rename(id, again);
        id = again;
        return "";
      },
    });
    return null;
  };

  /** Removes a delegation that nobody uses. */
  remove = async (party: Party): Promise<Refused | null> => {
    const cells = Object.fromEntries(this.columns().map((one) => [one.key, one.value(party)]));
    const name = this.nameOf(party);
    let id = party.id;
    const refused = await this.send({ type: "parties.remove", party: id });
    if (refused) return refused;
    this.undo.push({
      label: () => t("delegations.removed", { name }),
      undo: async () => {
        const again = await this.addNow(cells);
        if (typeof again !== "string") return again.message;
        this.rename(id, again);
        id = again;
        return "";
      },
      redo: () => this.removeNow(id),
    });
    return null;
  };

  private removeNow = async (id: string): Promise<string> =>
    (await this.send({ type: "parties.remove", party: id }))?.message ?? "";

  private send = (command: Command): Promise<Refused | null> =>
    ask(this.client, this.view.stream, command, this.decisions);

  /** Adds a delegation with these cells; its id, or why it was refused. */
  private async addNow(cells: Cells): Promise<string | Refused> {
    const name = textsOf("name", cells);
    if (!Object.keys(name).length) return refusal("delegations.nameless");
    const refused = await this.send(addParty(cells));
    if (refused) return refused;
    // The answer follows the event, so the new row is here.
    const party = this.rows().find(
      (one) => JSON.stringify(sortedTexts(one.name)) === JSON.stringify(sortedTexts(name)),
    );
    if (!party) return refusal("parties.unknown_party");
    const columns = this.columns();
    const now = (key: string) => columns.find((one) => one.key === key)?.value(party) ?? "";
    const changes = changesOfAdded(party.id, cells, now);
    const rest = changes.length ? await this.save(party.id, changes) : null;
    return rest ?? party.id;
  }
}

const sortedTexts = (texts: Record<string, string>) => Object.entries(texts).sort();
const isNameless = (values: object): boolean =>
  "name" in values && Object.keys(values.name as object).length === 0;

const changeRoles = (person: Person, { from, to }: Change): Command => ({
  type: "parties.change_roles",
  participant: person.id,
  roles: to as Person["roles"],
  seen: from as Person["roles"],
});

export class PersonSheetSource implements SheetSource<Person> {
  constructor(
    private readonly client: Client,
    private readonly view: ConferenceView,
    private readonly invited: InvitationStates,
    private readonly decisions: DecisionsUnderWay,
  ) {}

  columns = (): Column<Person>[] =>
    personColumns({
      language: language(),
      parties: this.client.store.all(this.view.stream, "party"),
      party: (id) => this.view.party(id),
      invited: (person) => this.invited.stateOf(person),
    });

  /** Those whose part has ended have neither party nor role. */
  rows = (): Person[] =>
    this.client.store
      .all(this.view.stream, "participant")
      .filter(({ simulated, roles, party }) => !simulated && (roles.length > 0 || party !== null));

  faultText = faultText;
  label = label;
  commandOf = (column: string): string => (column === "roles" ? "parties.change_roles" : "people.change");
  nameOf = ({ name }: Person): string => name;

  save = async (id: string, changes: readonly Change[]): Promise<Refused | null> => {
    const person = this.view.participant(id);
    const [first] = changes;
    if (!person || !first) return refusal("parties.unknown_participant");
    return this.send(first.column === "roles" ? changeRoles(person, first) : changePerson(person, changes));
  };

  remove = (person: Person): Promise<Refused | null> =>
    this.send({ type: "parties.remove_member", participant: person.id });

  private send = (command: Command): Promise<Refused | null> =>
    ask(this.client, this.view.stream, command, this.decisions);
}
