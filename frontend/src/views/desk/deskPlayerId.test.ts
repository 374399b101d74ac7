import { beforeEach, expect, it } from "vitest";
import { deskPlayerId } from "./deskPlayerId";

beforeEach(() => sessionStorage.clear());

it("is made once per tab, in the server's format", () => {
  const player = deskPlayerId();
  expect(player).toMatch(/^desk-[0-9a-f]{16}$/);
  expect(deskPlayerId()).toBe(player);
});

it("differs in another tab", () => {
  const player = deskPlayerId();
  sessionStorage.clear();
  expect(deskPlayerId()).not.toBe(player);
});
