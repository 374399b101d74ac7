import { expect, it } from "vitest";
import { ManualClient } from "../testing/client";
import { show } from "../testing/view";
import Version from "./Version.svelte";

const shown = () => show(Version, {}, new ManualClient()).find("version")?.textContent.trim();

it("shows the version that the server wrote into the page, and only the name without one", () => {
  expect(shown()).toBe("Balai");
  const meta = document.head.appendChild(document.createElement("meta"));
  meta.name = "generator";
  meta.content = "Balai 0.1.0";
  expect(shown()).toBe("Balai 0.1.0");
  meta.remove();
});
