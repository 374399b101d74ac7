import { afterEach, expect, it, vi } from "vitest";
import { SIGN_OUT, signOut } from "./signOut";

const hold = (event: Event) => event.preventDefault();

afterEach(() => {
  removeEventListener(SIGN_OUT, hold);
  vi.unstubAllGlobals();
});

it("keeps the seat where a view prevents it", async () => {
  const fetched = vi.fn(() => Promise.resolve(new Response()));
  vi.stubGlobal("fetch", fetched);
  addEventListener(SIGN_OUT, hold);
  await signOut();
  expect(fetched).not.toHaveBeenCalled();
  removeEventListener(SIGN_OUT, hold);
  await signOut();
  expect(fetched).toHaveBeenCalledOnce();
});
