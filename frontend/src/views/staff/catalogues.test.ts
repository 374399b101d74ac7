import { describe, expect, it } from "vitest";
import * as devices from "../../components/devices";
import * as onTape from "../../components/onTape";
import type { Message } from "../../i18n/index.svelte";
import { en as consoleEn } from "../console/en";
import { id as consoleId } from "../console/id";
import * as file from "../console/file/words";
import * as check from "../check/words";
import * as desk from "../desk/words";
import * as hall from "../hall/words";
import * as help from "../help/words";
import * as programme from "../programme/words";
import * as party from "../session/party/words";
import * as record from "../record/words";
import * as press from "../console/press/words";
import * as recording from "../recording/words";
import * as seats from "../seats/words";
import * as taping from "../taping/words";
import * as staff from "./words";

type Catalogue = Record<string, Message>;

const holes = (message: Message | undefined) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

const CATALOGUES: [string, Catalogue, Catalogue][] = [
  ["console", consoleEn, consoleId],
  ["devices", devices.en, devices.id],
  ["check", check.en, check.id],
  ["red light", onTape.en, onTape.id],
  ["desk", desk.en, desk.id],
  ["file", file.en, file.id],
  ["help", help.en, help.id],
  ["hall", hall.en, hall.id],
  ["party", party.en, party.id],
  ["press", press.en, press.id],
  ["programme", programme.en, programme.id],
  ["record", record.en, record.id],
  ["recording", recording.en, recording.id],
  ["seats", seats.en, seats.id],
  ["staff", staff.en, staff.id],
  ["taping", taping.en, taping.id],
];

describe.each(CATALOGUES)("the words of the %s", (_, en, id) => {
  it("have the same keys and holes in both languages", () => {
    expect(Object.keys(id)).toEqual(Object.keys(en));
    for (const key of Object.keys(en)) expect([key, holes(id[key])]).toEqual([key, holes(en[key])]);
  });
});

it("tells a refusal in the staff's words, else in everyone's, else in the server's", () => {
  expect(staff.refusalText("floor.list_closed", "x")).toBe(staff.en["refusal.floor.list_closed"]);
  expect(staff.refusalText("seat.expired", "x")).toBe("Your seat has expired. Take it again.");
  expect(staff.refusalText("demo.absent", "This server shows no demo.")).toBe("This server shows no demo.");
});
