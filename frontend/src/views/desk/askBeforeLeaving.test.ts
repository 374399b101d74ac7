import { expect, it, vi } from "vitest";
import { navigate, route } from "../../router.svelte";
import { askBeforeLeaving } from "./askBeforeLeaving";

/** Clicks a link. Returns whether the view got the event. */
function isFollowed(): boolean {
  const link = document.createElement("a");
  link.href = "#programme";
  link.onclick = vi.fn();
  document.body.append(link);
  link.click();
  link.remove();
  return vi.mocked(link.onclick).mock.calls.length > 0;
}

it("lets the browser follow a link, and so ask first, while the page is held", () => {
  let sending = true;
  const release = askBeforeLeaving(() => sending);
  expect(isFollowed()).toBe(false);
  sending = false;
  expect(isFollowed()).toBe(true);
  sending = true;
  release();
  expect(isFollowed()).toBe(true);
});

it("stays on the page when Back is pressed, and asks", () => {
  navigate("/c/a/programme");
  navigate("/c/a/session/2/desk");
  const release = askBeforeLeaving(() => true);
  history.replaceState(null, "", "/c/a/programme");
  dispatchEvent(new PopStateEvent("popstate"));
  expect(route()).toEqual({ view: "desk", session: "2" });
  release();
  history.replaceState(null, "", "/c/a/programme");
  dispatchEvent(new PopStateEvent("popstate"));
  expect(route()).toEqual({ view: "programme" });
});
