import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { Chairing } from "./chairing.svelte";
import { performer } from "./performer";
import { questionsInOrder } from "./questions";

const FROM = { asked_by: "Ana", author: "Ana", guest: false, party: null, anonymous: false, pinned: false };

function asked(...texts: string[]) {
  const hall = new HandheldHall({ roles: ["moderator"], party: null });
  hall.tell(opened());
  const question = Object.fromEntries(
    texts.map((text, at) => [
      String(at + 1),
      {
        ...FROM,
        id: String(at + 1),
        text,
        state: "pending" as const,
        asked_at: `2021-11-16T05:3${String(at)}:00Z`,
      },
    ]),
  );
  hall.tell({ question });
  const chairing = new Chairing(hall, "2");
  const nothing = () => undefined;
  const act = performer(chairing, { speaker: nothing, chair: nothing, sound: nothing, text: nothing });
  return { hall, chairing, act };
}

it("goes on to the next that waits once the chosen one is approved", async () => {
  const { hall, chairing, act } = asked("One?", "Two?", "Three?");
  act("question_next");
  for (const [then, id] of [
    ["2", "1"],
    ["3", "2"],
  ] as const) {
    act("approve");
    hall.tell({
      question: { [id]: { ...FROM, id, text: "?", state: "approved", asked_at: "2021-11-16T05:30:00Z" } },
    });
    await hall.answer();
    expect(chairing.questionId).toBe(then);
  }
  // The last one stays chosen, for what is done with it next.
  act("approve");
  await hall.answer();
  expect(chairing.questionId).toBe("3");
});

it("stays where it is if the approval is refused", async () => {
  const { hall, chairing, act } = asked("One?", "Two?");
  act("question_next");
  act("approve");
  await hall.answer("question.gone");
  expect(chairing.questionId).toBe("1");
});

it("finds questions by each of the words that are sought", () => {
  const { chairing } = asked("Who pays for the data?", "Who decides?", "What is DATA?");
  const found = (sought: string) => {
    chairing.sought = sought;
    return questionsInOrder(chairing).pending.map(({ id }) => id);
  };
  expect(found("")).toEqual(["1", "2", "3"]);
  expect(found("data")).toEqual(["1", "3"]);
  expect(found("who DATA ")).toEqual(["1"]);
  expect(found("ana")).toEqual(["1", "2", "3"]);
  expect(found("nobody")).toEqual([]);
});

it("does nothing by key to a chosen question that a search hides", () => {
  const { hall, chairing, act } = asked("Who pays?", "Who decides?");
  act("question_next");
  chairing.sought = "decides";
  act("approve");
  expect(hall.asked).toEqual([{ type: "question.approve", question: "2" }]);
});
