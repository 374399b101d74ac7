import { expect, it } from "vitest";
import { Problem } from "../../state/api";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import GuestForm from "./GuestForm.svelte";

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A form whose endpoint answers with these problems, one after the other. */
function form(...codes: string[]) {
  const told: string[] = [];
  const view = show(
    GuestForm,
    {
      place: "hall",
      enter: () => Promise.reject(new Problem(400, codes.shift() ?? "", "no")),
      onrefused: () => told.push("refused"),
    },
    new ManualClient(),
  );
  return { view, told };
}

it("focuses the name if it was refused, and shows why", async () => {
  const { view, told } = form("name.of_a_role", "join.unknown_code");
  const name = view.field("guest-name");
  view.press("guest-enter");
  await settled();
  expect(document.activeElement).toBe(name);
  expect(view.find("guest-trouble")?.textContent).toContain("Give your own name.");
  expect([name.ariaInvalid ?? name.getAttribute("aria-invalid"), told]).toEqual(["true", []]);
  view.press("guest-enter");
  await settled();
  view.text();
  expect([name.ariaInvalid ?? name.getAttribute("aria-invalid"), told]).toEqual(["false", ["refused"]]);
});
