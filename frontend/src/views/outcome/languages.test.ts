import { beforeEach, expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import { OutcomeModel } from "./document.svelte";
import Languages from "./Languages.svelte";

const CONFERENCE = "conference/1";
const role = (session: string, language: string, participant = "7") =>
  ({ session, participant, role: "interpreter", language }) as const;

function shown(roles: string[], given: Record<string, ReturnType<typeof role>>) {
  const client = new ManualClient({ roles, party: null });
  client.receiveEvent(
    { conference: { 1: { id: "1", name: { en: "ICDD", id: "ICDD" }, languages: ["en", "id"] } } },
    null,
    {},
    CONFERENCE,
  );
  client.receiveEvent({ session_role: given }, null, {}, CONFERENCE);
  client.receiveEvent(
    { outcome_document: { 4: { id: "4", language: "en", session: "2", state: "drafting" } } },
    null,
    {},
    "outcome/4",
  );
  const view = show(Languages, { model: new OutcomeModel(client, "4") }, client);
  const field = view.field("language-beside") as unknown as HTMLSelectElement;
  return { chosen: field.value, offered: [...field.options].map(({ value }) => value) };
}

beforeEach(() => localStorage.clear());

it("begins with the language into which an interpreter works, in this session before others", () => {
  const { chosen, offered } = shown(["interpreter"], {
    1: role("3", "fr"),
    2: role("2", "ja"),
    3: role("2", "ru", "8"),
  });
  expect(chosen).toBe("ja");
  expect(offered).toContain("fr");
});

it("begins with the language that was chosen last for all others", () => {
  localStorage.setItem("balai.outcome.language", "es");
  expect(shown(["rapporteur"], {}).chosen).toBe("es");
});
