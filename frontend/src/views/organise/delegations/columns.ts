/** The columns of the tables of delegations and of people. */
import { languageName } from "../../../locales/languageNames";
import { t as shared } from "../../../locales/texts";
import { inLanguage, nameOfParty } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";
import { t as people } from "../people/texts";
import {
  choiceColumn,
  choicesColumn,
  namesColumn,
  numberColumn,
  readColumn,
  textColumn,
  type ChoiceOption,
  type Column,
  type ParsedCell,
} from "../grid/columns";
import { STATES, type State } from "../people/api";
import { t } from "./texts";

export type Party = Entities["party"];
export type Details = Entities["party_details"];
export type Person = Entities["participant"];

const MOST_RANK = 30_000;
const MOST_MEMBERS = 500;
const MOST_GROUPS = 20;
const [NAME, LABEL, LONG, MICROPHONE] = [200, 40, 120, 32];

const CATEGORIES = ["state", "group", "observer", "other"] as const;
const PLACES = ["hall", "remote"] as const;
const ROLES = [
  ...(["delegate", "head", "panellist", "moderator", "interpreter"] as const),
  ...(["operator", "organiser", "audience", "hall_screen"] as const),
];

const placeChoices = (): ChoiceOption[] => PLACES.map((value) => ({ value, text: shared(`place.${value}`) }));
const NONE: ChoiceOption = { value: "", text: "" };

const REGIONS = [
  "africa",
  "asia-pacific",
  "eastern-europe",
  "latin-america-caribbean",
  "western-europe-others",
] as const;

export interface PartyColumnData {
  /** The languages of the conference. */
  languages: readonly string[];
  language: string;
  themes: readonly Entities["theme"][];
  details: (party: string) => Details | null;
  /** How many members it has. */
  members: (party: string) => number;
}

/** A region: one of the groups of the United Nations, which have a name in each language, or any other. */
function regionColumn(): Column<Party> {
  const column = textColumn<Party>(
    { key: "region", title: t("delegations.region"), width: 200, value: ({ region }) => region },
    { maxLength: LABEL },
  );
  const texts = REGIONS.map((value) => ({ value: value as string, text: t(`region.${value}`) }));
  return {
    ...column,
    show: (value) => texts.find((one) => one.value === value)?.text ?? String(value),
    parse(text) {
      const parsed = column.parse(text);
      if (!("value" in parsed)) return parsed;
      const given = String(parsed.value).toLowerCase();
      return { value: texts.find((one) => one.text.toLowerCase() === given)?.value ?? parsed.value };
    },
  };
}

export function partyColumns({
  languages,
  language,
  themes,
  details,
  members,
}: PartyColumnData): Column<Party>[] {
  const byTitle = themes.map((theme) => ({ value: theme.id, text: inLanguage(theme.title, language) }));
  const yesNo = (["yes", "no"] as const).map((value) => ({ value, text: t(`delegations.${value}`) }));
  const categories = CATEGORIES.map((value) => ({ value, text: people(`people.category.${value}`) }));
  return [
    ...languages.map((tag) => nameColumn("name", tag, 232)),
    choiceColumn(
      {
        key: "category",
        title: people("people.category"),
        width: 136,
        value: ({ category }) => category,
      },
      categories,
    ),
    codeColumn(),
    regionColumn(),
    namesColumn(
      {
        key: "groups",
        title: t("delegations.groups"),
        width: 152,
        value: ({ id }) => details(id)?.groups ?? [],
      },
      MOST_GROUPS,
      LABEL,
    ),
    numberColumn(
      { key: "rank", title: t("delegations.rank"), width: 128, value: ({ id }) => details(id)?.rank ?? null },
      MOST_RANK,
    ),
    choiceColumn(
      { key: "place", title: people("people.place"), width: 136, value: ({ place }) => place },
      placeChoices(),
    ),
    choiceColumn(
      { key: "theme", title: t("delegations.theme"), width: 176, value: ({ theme }) => theme ?? "" },
      [NONE, ...byTitle],
    ),
    choiceColumn(
      {
        key: "accredited",
        title: t("delegations.accredited"),
        width: 112,
        value: ({ accredited }) => (accredited ? "yes" : "no"),
      },
      yesNo,
    ),
    numberColumn(
      {
        key: "most_members",
        title: people("people.most"),
        width: 136,
        value: ({ id }) => details(id)?.most_members ?? null,
      },
      MOST_MEMBERS,
    ),
    textColumn(
      {
        key: "microphone",
        title: t("delegations.microphone"),
        width: 120,
        value: ({ id }) => details(id)?.microphone ?? "",
      },
      { maxLength: MICROPHONE },
    ),
    ...languages.map((tag) => nameColumn("spoken", tag, 200)),
    // Last, so that a block that is pasted over the others meets no cell that cannot be edited.
    readColumn({
      key: "members",
      title: t("delegations.members"),
      width: 112,
      value: ({ id }) => members(id),
    }),
  ];
}

function nameColumn(field: "name" | "spoken", tag: string, width: number): Column<Party> {
  const language = languageName(tag);
  const title =
    field === "name" ? people("people.name_in", { language }) : t("delegations.spoken", { language });
  return textColumn(
    { key: `${field}.${tag}`, title, width, value: (party) => party[field][tag] ?? "" },
    { maxLength: NAME, lang: tag, begins: field === "name" },
  );
}

function codeColumn(): Column<Party> {
  const plain = textColumn<Party>(
    { key: "code", title: people("people.code"), width: 136, value: ({ code }) => code },
    { maxLength: 2 },
  );
  return {
    ...plain,
    parse(text): ParsedCell {
      const value = text.trim().toUpperCase();
      return /^(?:[A-Z]{2})?$/.test(value) ? { value } : { fault: "code" };
    },
  };
}

export interface PersonColumnData {
  language: string;
  parties: readonly Party[];
  party: (id: string | null) => Party | null;
  /** E-mail and state of the invitation, as far as they were read. */
  invited: (person: string) => { email: string; state: State } | undefined;
}

export function personColumns(source: PersonColumnData): Column<Person>[] {
  const { language, party, invited } = source;
  const delegations = source.parties
    .filter(({ outlet }) => outlet === "")
    .map((one) => ({ value: one.id, text: nameOfParty(one, language) }))
    .sort((a, b) => a.text.localeCompare(b.text, language));
  const delegation = choiceColumn<Person>(
    { key: "party", title: people("people.delegation"), width: 184, value: ({ party }) => party ?? "" },
    [NONE, ...delegations],
  );
  const roles = ROLES.map((value) => ({ value, text: people(`people.role.${value}`) }));
  const states = STATES.map((value) => ({ value, text: people(`people.state.${value}`) }));
  return [
    textColumn(
      { key: "name", title: people("people.name"), width: 216, value: ({ name }) => name },
      { maxLength: LONG, isNeeded: true },
    ),
    textColumn(
      {
        key: "honorific",
        title: t("delegations.honorific"),
        width: 112,
        value: ({ honorific }) => honorific,
      },
      { maxLength: LABEL },
    ),
    textColumn(
      { key: "function", title: t("delegations.function"), width: 208, value: (one) => one.function },
      { maxLength: LONG },
    ),
    // A journalist's party is no delegation, and not among the choices.
    { ...delegation, show: (value) => nameOfParty(party(String(value) || null), language) },
    choiceColumn(
      { key: "place", title: people("people.place"), width: 104, value: ({ place }) => place },
      placeChoices(),
    ),
    choicesColumn(
      { key: "roles", title: people("people.role"), width: 176, value: (one) => inOrder(one.roles) },
      roles,
    ),
    readColumn({
      key: "email",
      title: people("people.address"),
      width: 232,
      value: ({ id }) => invited(id)?.email ?? "",
    }),
    {
      ...choiceColumn<Person>(
        {
          key: "state",
          title: people("people.state"),
          width: 152,
          value: ({ id }) => invited(id)?.state ?? "",
        },
        states,
      ),
      kind: "read",
      parse: () => ({ fault: "read" }),
    },
  ];
}

/** The roles in the order of the choices, so that two orders of the same roles are equal. */
const inOrder = (roles: readonly string[]): string[] => ROLES.filter((role) => roles.includes(role));
