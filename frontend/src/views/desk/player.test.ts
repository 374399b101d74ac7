import { beforeEach, expect, it } from "vitest";
import { deskPlayer } from "./player";

beforeEach(() => sessionStorage.clear());

it("is made once per tab, in the server's format", () => {
  const player = deskPlayer();
  expect(player).toMatch(/^desk-[0-9a-f]{16}$/);
  expect(deskPlayer()).toBe(player);
});

it("differs in another tab", () => {
  const player = deskPlayer();
  sessionStorage.clear();
  expect(deskPlayer()).not.toBe(player);
});
