import { expect, it } from "vitest";
import { FieldEdit } from "./fieldEdit.svelte";
import type { Answer } from "./planActs.svelte";

function field(answer: Answer = { ok: true }) {
  const there = { text: "Seas" };
  const saved: string[][] = [];
  const edit = new FieldEdit(
    () => there.text,
    (value, seen) => {
      saved.push([value, seen]);
      if (answer.ok) there.text = value;
      return Promise.resolve(answer);
    },
  );
  return { there, saved, edit };
}

it("saves what was typed, with what was seen", async () => {
  const { saved, edit } = field();
  edit.type("River");
  edit.type("Rivers");
  await edit.commit();
  expect([edit.value, saved]).toEqual(["Rivers", [["Rivers", "Seas"]]]);
});

it("sends nothing if nothing changed", async () => {
  const { saved, edit } = field();
  await edit.commit();
  edit.type("Rivers");
  edit.type("Seas");
  await edit.commit();
  expect(saved).toEqual([]);
});

it("keeps what was typed when somebody else was faster, and saves it over theirs if asked", async () => {
  const { there, saved, edit } = field();
  edit.type("Rivers");
  there.text = "Oceans";
  await edit.commit();
  expect([edit.changedMeanwhile, edit.value, saved]).toEqual([true, "Rivers", []]);
  await edit.keepMine();
  expect([edit.changedMeanwhile, saved]).toEqual([false, [["Rivers", "Oceans"]]]);
});

it("gives up what was typed for what stands there", () => {
  const { there, edit } = field();
  edit.type("Rivers");
  there.text = "Oceans";
  edit.discard();
  expect([edit.changedMeanwhile, edit.value]).toEqual([false, "Oceans"]);
});

it("keeps what was refused, with the reason", async () => {
  const { edit } = field({ ok: false, code: "programme.no_such_time", text: "No such time." });
  edit.type("02:30");
  await edit.commit();
  expect([edit.value, edit.refusal]).toEqual(["02:30", "No such time."]);
});

it("offers no refused value again once something else was typed", async () => {
  const again = () => Promise.resolve<Answer>({ ok: true });
  const { edit } = field({ ok: false, code: "programme.far_day", text: "Far.", again });
  edit.type("2012-11-16");
  await edit.commit();
  expect([edit.refusal, edit.canConfirm]).toEqual(["Far.", true]);
  edit.type("2021-11-18");
  expect([edit.refusal, edit.canConfirm]).toEqual(["", false]);
});

it("does not take a refusal for what was typed while it was under way", async () => {
  const again = () => Promise.resolve<Answer>({ ok: true });
  const { edit } = field({ ok: false, code: "programme.far_day", text: "Far.", again });
  edit.type("2012-11-16");
  const saved = edit.commit();
  edit.type("2021-11-18");
  await saved;
  expect([edit.value, edit.refusal, edit.canConfirm]).toEqual(["2021-11-18", "", false]);
});
