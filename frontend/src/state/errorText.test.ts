import { afterEach, expect, it, vi } from "vitest";
import { refusalText } from "../views/session/party/texts";
import { call } from "./api";
import { errorTextIn } from "./errorText";

afterEach(() => vi.unstubAllGlobals());

it("names in its own words what the server's refusal names", async () => {
  const body = { code: "written.too_long", detail: "At most 500 words.", values: { most: 500 } };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(body, { status: 409 })));
  const error = await call("POST", "/api/v1/statements").catch((failed: unknown) => failed);
  expect(errorTextIn(refusalText)(error)).toBe(
    "The statement is too long: at most 500 words are allowed. Shorten it.",
  );
});
