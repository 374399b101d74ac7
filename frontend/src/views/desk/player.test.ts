import { beforeEach, expect, it } from "vitest";
import { deskPlayer } from "./player";

beforeEach(() => sessionStorage.clear());

it("is made once for a tab, in the form the server takes", () => {
  const player = deskPlayer();
  expect(player).toMatch(/^desk-[0-9a-f]{16}$/);
  expect(deskPlayer()).toBe(player);
});

it("is another in another tab", () => {
  const player = deskPlayer();
  sessionStorage.clear();
  expect(deskPlayer()).not.toBe(player);
});
