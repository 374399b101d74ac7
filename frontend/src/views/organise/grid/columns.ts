/** The columns of a table whose cells are edited. Pure. */

/** What a cell holds. A text or a choice is a string, and empty if nothing was given. */
export type Value = string | number | boolean | null | readonly string[];

export interface ChoiceOption {
  value: string;
  text: string;
}

export interface Column<Row> {
  key: string;
  title: string;
  /** In CSS pixels. */
  width: number;
  kind: "text" | "number" | "choice" | "choices" | "read";
  /** The language of its texts (BCP 47), if they have one. */
  lang?: string;
  maxLength?: number;
  /** Of a choice or choices. */
  choices?: readonly ChoiceOption[];
  /** A new row can begin in this column. */
  begins?: boolean;
  value(row: Row): Value;
  /** How a value is shown, copied, sorted and searched. */
  show(value: Value): string;
  /** The value of a text that was typed, chosen or pasted. */
  parse(text: string): ParsedCell;
  /** What a cell holds when it is emptied. Undefined if it cannot be. */
  empty?: Value;
}

export type ParsedCell = { value: Value } | { fault: Fault };
/** Why a text is no value of a column. */
export type Fault = "needed" | "choice" | "number" | "code" | "long" | "read";

export const isSame = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Line breaks and tabs within a cell become blanks. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

type Basics<Row> = Pick<Column<Row>, "key" | "title" | "width"> & { value: (row: Row) => Value };

interface TextOptions {
  maxLength: number;
  lang?: string;
  isNeeded?: boolean;
  begins?: boolean;
}

export function textColumn<Row>(basics: Basics<Row>, options: TextOptions): Column<Row> {
  const { maxLength, lang, isNeeded = false, begins = false } = options;
  return {
    ...basics,
    kind: "text",
    maxLength,
    begins,
    ...(lang === undefined ? {} : { lang }),
    ...(isNeeded ? {} : { empty: "" }),
    show: String,
    parse(text) {
      const value = oneLine(text);
      if (isNeeded && value === "") return { fault: "needed" };
      return value.length > maxLength ? { fault: "long" } : { value };
    },
  };
}

/** A whole number from 1 to `most`, or none. */
export function numberColumn<Row>(basics: Basics<Row>, most: number): Column<Row> {
  return {
    ...basics,
    kind: "number",
    empty: null,
    show: (value) => (value === null ? "" : String(value)),
    parse(text) {
      const given = oneLine(text);
      if (given === "") return { value: null };
      const value = /^\d{1,6}$/.test(given) ? Number(given) : 0;
      return value >= 1 && value <= most ? { value } : { fault: "number" };
    },
  };
}

/** A choice by its value, or by its text as shown; upper and lower case are the same. */
function chosen(choices: readonly ChoiceOption[], given: string): ChoiceOption | undefined {
  const folded = given.toLowerCase();
  return (
    choices.find(({ value }) => value === given) ??
    choices.find(({ value, text }) => [value, text].some((one) => one.toLowerCase() === folded))
  );
}

const shownChoice = (choices: readonly ChoiceOption[], value: string): string =>
  choices.find((one) => one.value === value)?.text ?? value;

/** One of some choices. A choice with the value "" makes it possible to leave the cell empty. */
export function choiceColumn<Row>(basics: Basics<Row>, choices: readonly ChoiceOption[]): Column<Row> {
  return {
    ...basics,
    kind: "choice",
    choices,
    ...(choices.some(({ value }) => value === "") ? { empty: "" } : {}),
    show: (value) => shownChoice(choices, String(value)),
    parse(text) {
      const found = chosen(choices, oneLine(text));
      return found ? { value: found.value } : { fault: "choice" };
    },
  };
}

/** Several of some choices, in the order of the choices. As a text they are separated by commas. */
export function choicesColumn<Row>(basics: Basics<Row>, choices: readonly ChoiceOption[]): Column<Row> {
  return {
    ...basics,
    kind: "choices",
    choices,
    empty: [],
    show: (value) =>
      list(value)
        .map((one) => shownChoice(choices, one))
        .join(", "),
    parse(text) {
      const found = parts(text).map((part) => chosen(choices, part)?.value);
      if (found.includes(undefined)) return { fault: "choice" };
      const known = choices.map(({ value }) => value).filter((value) => found.includes(value));
      return { value: known };
    },
  };
}

/** Any names, separated by commas. */
export function namesColumn<Row>(basics: Basics<Row>, most: number, longest: number): Column<Row> {
  return {
    ...basics,
    kind: "text",
    empty: [],
    show: (value) => list(value).join(", "),
    parse(text) {
      const value = [...new Set(parts(text))];
      const fits = value.length <= most && value.every((name) => name.length <= longest);
      return fits ? { value } : { fault: "long" };
    },
  };
}

export function readColumn<Row>(basics: Basics<Row>, show: (value: Value) => string = String): Column<Row> {
  return { ...basics, kind: "read", show, parse: () => ({ fault: "read" }) };
}

const list = (value: Value): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const parts = (text: string): string[] =>
  text
    .split(/[,;،؛、]/)
    .map(oneLine)
    .filter(Boolean);
