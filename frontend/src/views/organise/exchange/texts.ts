/** The texts of import and export. */
import { seatRefusals } from "../../../components/seatRefusals";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/exchange/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { FileProblem, type Fault } from "./api";

export const t = await loadedCatalogue<typeof en>("exchange");
const refusalText = refusalTextIn(t, seatRefusals);
const withoutValues = errorTextIn(refusalText);
export const errorText = (error: unknown): string =>
  error instanceof FileProblem ? problemText(error) : withoutValues(error);

/** What was refused when the rows were written names its row. A problem of the file itself says where it is. */
function problemText({ code, message, values }: FileProblem): string {
  const { row } = values;
  if (row === undefined || code.startsWith("exchange.")) return refusalText(code, message, values);
  // The server's English names the row already.
  const text = refusalText(code, "", values);
  return text ? t("import.at_row", { row, text }) : message;
}

const FAULTS = [
  ...(["surplus", "required", "too_long", "one_of", "number", "yes_or_no", "code", "email", "name"] as const),
  ...(["language", "day", "time", "no_such_time", "duration", "unknown_delegation"] as const),
  ...([
    "ambiguous_delegation",
    "delegation_full",
    "unknown_person",
    "ambiguous_person",
    "ambiguous",
  ] as const),
  ...(["name_taken", "twice", "needs_part", "needs_delegation", "address_taken", "day_long"] as const),
  ...(["description_cut", "speaking_time", "reply_times", "motion_speakers", "agenda"] as const),
  ...(["has_begun", "session_closed", "speaker_unknown", "speaker_ambiguous", "room_clash"] as const),
];
const isKnown = (code: string): code is (typeof FAULTS)[number] =>
  (FAULTS as readonly string[]).includes(code);

/** What is wrong with a row, in the reader's language. */
export const faultText = ({ code, column, values, message }: Fault): string =>
  isKnown(code) ? t(`fault.${code}`, { ...values, column }) : message;
