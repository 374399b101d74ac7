/** Every refusal that a page can meet is told in the reader's language: each code has words of that page, or everyone's. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { refusalText as everyone, type RefusalText } from "../locales/texts";
import * as continuing from "../components/continueTexts";
import * as screens from "../components/sendingTexts";
import * as captions from "./captions/texts";
import * as cards from "./cards/texts";
import * as exporting from "./exports/texts";
import * as glossary from "./glossary/texts";
import * as delegations from "./organise/delegations/texts";
import * as check from "./check/texts";
import * as access from "./organise/accessTexts";
import * as registrations from "./organise/registrationsTexts";
import * as file from "./console/file/texts";
import * as press from "./console/press/texts";
import * as help from "./help/texts";
import * as interpretation from "./interpretation/texts";
import * as join from "./join/texts";
import * as videoStatement from "./videoStatement/texts";
import * as minutes from "./minutes/texts";
import * as notes from "./minutes/notesTexts";
import * as outcome from "./outcome/texts";
import * as people from "./organise/people/texts";
import * as party from "./session/party/texts";
import * as polls from "./polls/texts";
import * as questions from "./session/questionTexts";
import * as seats from "./seats/texts";
import * as staff from "../components/staffTexts";
import * as sessionRecordings from "./sessionRecordings/texts";

/** Every refusal that the server raises, in order. `tests/foundation/wire/test_asyncapi.py` reads them alike. */
const CODES = [
  ...new Set(
    ["platform/foundation", "sessions", "chat", "streaming"]
      .map((folder) => `../${folder}`)
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`),
      )
      .filter((name) => name.endsWith(".py"))
      .flatMap((name) => [...readFileSync(name, "utf8").matchAll(/(?:Refusal|Limit)\(\s*"([^"]+\.[^"]+)"/g)])
      .map((found) => found[1] ?? ""),
  ),
].sort();

/** What the commands of a party refuse (floor.inscribe, .withdraw, .restore, .finish, .change_speaker, swaps and video statements). */
const OF_A_PARTY = [
  ...[
    "already_inscribed",
    "entry_gone",
    "list_closed",
    "motion_needed",
    "no_video_statement",
    "no_reply_left",
  ],
  ...["nobody_speaks", "not_a_member", "not_introducing", "not_yours", "other_category", "other_list"],
  ...["point_of_order", "same_party", "swap_gone", "swap_pending", "token_changed", "too_late"],
  ...[
    "turn_suspended",
    "no_explanations",
    "explained_already",
    "sponsor_explains",
    "mover_speaks",
    "no_motion",
  ],
  ...["not_debated", "on_motion", "side_full", "spoke_already"],
].map((code) => `floor.${code}`);
/** What casting a vote, objecting and correcting refuse. */
const OF_A_VOTER = [
  ...["by_hand", "no_right", "not_by_consensus", "not_called", "not_over", "not_yours", "nothing_to_correct"],
  ...["objections_only", "over", "passed_already", "roll_call_only"],
].map((code) => `vote.${code}`);
/** What asking refuses, and changing one's own question. */
const OF_AN_ASKER = [
  ...["blocked", "needs_name", "no_addressee", "no_party", "not_offered", "not_taken", "not_yours", "slow"],
].map((code) => `question.${code}`);
/** What answering a poll refuses. */
const OF_AN_ANSWERER = [
  ...["answer_later", "bad_answer", "blank_words", "long_word", "too_many_choices", "too_many_words"],
].map((code) => `poll.${code}`);
const OF_MEDIA = ["media.full", "media.no_port", "media.no_relay", "media.throttled"];
const OF_A_SEAT = ["expired", "deactivated", "forged", "signed_out", "withdrawn"].map(
  (code) => `seat.${code}`,
);
const OF_A_JOURNALIST = ["press.no_briefing", "press.raises_nothing"];
/** Of those who look after people and delegations ahead of the conference. */
const AHEAD = ["already_there", "full", "no_number", "not_yours"].map((code) => `parties.${code}`);
/** Of those who give the role of an interpreter into a language that has no channel yet. */
const OF_A_NEW_CHANNEL = ["interpretation.too_many_languages"];
/** A range is asked for by the page itself. Who edits delegations has a page of its own. */
const BUT = [
  ...OF_AN_ASKER,
  ...OF_AN_ANSWERER,
  "video_statement.range_needed",
  "parties.in_use",
  ...OF_A_JOURNALIST,
  ...OF_A_NEW_CHANNEL,
  ...AHEAD,
];
const OF = (...concepts: string[]) =>
  CODES.filter((code) => concepts.includes(code.split(".")[0] ?? "") && !BUT.includes(code));

const PAGES: [string, RefusalText, string[]][] = [
  ["everyone", everyone, ["question.blank", "question.too_many", "question.wrong_state", "session.closed"]],
  ["who listens", everyone, [...OF_MEDIA, "media.no_common_codec"]],
  [
    "a party",
    party.refusalText,
    [
      ...OF_A_PARTY,
      ...OF_A_VOTER,
      ...OF("written", "file"),
      "session.not_open",
      "session.closed",
      "wire.too_long",
    ],
  ],
  ["a journalist", party.refusalText, OF_A_JOURNALIST],
  ["who speaks", party.refusalText, [...OF_MEDIA, "media.no_common_codec", "media.hall_is_silent"]],
  ["who shows a screen", screens.refusalText, CODES.filter((code) => code.startsWith("media.screen_"))],
  [
    "who organises",
    people.refusalText,
    [
      ...OF("invitations"),
      ...AHEAD,
      "parties.last_organiser",
      "parties.was_removed",
      "programme.no_such_time",
    ],
  ],
  [
    "the staff",
    staff.refusalText,
    [
      ...OF("floor", "session", "rollcall", "presence", "parties", "question", "poll", "vote", "proposal"),
      ...OF_A_SEAT,
      "wire.too_long",
    ],
  ],
  ["the desk", staff.refusalText, [...OF("microphones"), "media.too_many_keys", "media.unknown_key"]],
  ["a technical check", check.refusalText, OF("check")],
  ["who hands a video statement in", videoStatement.refusalText, OF("video_statement", "file")],
  ["who calls for help", help.refusalText, OF("help")],
  ["who records a session, or is recorded", sessionRecordings.refusalText, OF("session_recording")],
  ["the minutes", minutes.refusalText, ["minutes.no_such_item", "publication.not_published"]],
  ["who writes notes, or asks for corrections", notes.refusalText, OF("minutes")],
  [
    "who works on an outcome document",
    outcome.refusalText,
    [...OF("outcome"), "parties.party_needed", "edit.changed_meanwhile"],
  ],
  ["who asks", questions.refusalText, OF_AN_ASKER],
  ["who reads or writes captions", captions.refusalText, OF("captions", "caption")],
  ["an interpreter", interpretation.refusalText, OF("interpretation")],
  ["who works with the glossary", glossary.refusalText, OF("glossary")],
  ["who answers a poll", polls.refusalText, [...OF_AN_ANSWERER, "poll.closed", "poll.unknown"]],
  ["a seat card", cards.refusalText, [...OF("card"), ...OF_A_SEAT]],
  ["who takes a seat", seats.refusalText, [...OF_A_SEAT, "wire.closed"]],
  ["who goes on on a phone", continuing.refusalText, [...OF("continue"), ...OF_A_SEAT]],
  ["who comes in by a code", join.refusalText, [...OF("join"), ...OF_A_SEAT]],
  ["who decides on registrations", registrations.refusalText, OF("registration")],
  ["who gives roles in sessions", access.refusalText, [...OF("session_roles"), ...OF_A_NEW_CHANNEL]],
  ["who adds journalists", press.refusalText, OF("press")],
  ["who edits delegations", delegations.refusalText, ["parties.in_use", "edit.changed_meanwhile"]],
  ["who takes a document away", exporting.refusalText, OF("exports")],
  ["who takes a list from a file", file.refusalText, OF("inscriptions")],
];

it("knows the codes of the protocol", () => {
  expect(CODES.length).toBeGreaterThan(100);
  expect(OF_A_PARTY.filter((code) => !CODES.includes(code))).toEqual([]);
});

it.each(PAGES)("has words for what %s can be refused", (_, refusalText, codes) => {
  expect(codes.filter((code) => refusalText({ code }) === "")).toEqual([]);
});
