import { mount } from "svelte";
import App from "./App.svelte";
import "./design/tokens.css";
import "./design/base.css";

const target = document.getElementById("app");
if (target) {
  removeFirst(document.getElementById("first"), target);
  mount(App, { target });
}

/** The words that the server drew stand until the view does. */
function removeFirst(first: HTMLElement | null, view: HTMLElement): void {
  const observer = new MutationObserver(() => {
    if (!view.querySelector("main")) return;
    first?.remove();
    observer.disconnect();
  });
  if (first) observer.observe(view, { childList: true, subtree: true });
}
