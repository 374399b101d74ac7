import { expect, it } from "vitest";
import { chairLine, ruledText, rulingText } from "./rulingText";

const name = (party: string) => party.toUpperCase();
const order = {
  turn: "2",
  party: "japan",
  ruling: "not_upheld",
  text: "",
  motion: null,
  motion_text: "",
} as const;

it("says what was ruled on and how, with the chair’s line", () => {
  expect(ruledText(order, name)).toBe("The chair ruled: the point of order of JAPAN is not upheld.");
  expect(chairLine({ text: "It is in order." })).toBe("The chair: “It is in order.”");
  const motion = { ...order, ruling: "out_of_order", motion: "closure_of_debate" } as const;
  expect(rulingText(motion, name)).toBe("the motion of JAPAN is out of order (closure of the debate)");
});
