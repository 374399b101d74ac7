import { expect, it } from "vitest";
import { match } from "./router.svelte";

it.each([
  ["/", { view: "seats" }],
  ["/gallery", { view: "gallery" }],
  ["/take/fiji", { view: "take", seat: "fiji" }],
  ["/join", { view: "join", code: "" }],
  ["/join/", { view: "join", code: "" }],
  ["/join/K7M3PX", { view: "join", code: "K7M3PX" }],
  ["/join/k7m%203px", { view: "join", code: "k7m 3px" }],
  ["/join/%D9%A3", { view: "join", code: "٣" }],
  ["/join/%", { view: "join", code: "" }],
  ["/join/K7M3PX/more", { view: "missing" }],
  ["/phones", { view: "phones" }],
  ["/check", { view: "check" }],
  ["/checks/", { view: "checks" }],
  ["/help", { view: "help" }],
  ["/continue/Ab-9_", { view: "continue", code: "Ab-9_" }],
  ["/continue/%D9%A3", { view: "continue", code: "٣" }],
  ["/continue", { view: "missing" }],
  ["/programme", { view: "programme" }],
  ["/session/2", { view: "session", session: "2" }],
  ["/session/2/console", { view: "console", session: "2" }],
  ["/session/2/hall/", { view: "hall", session: "2" }],
  ["/session/2/desk", { view: "desk", session: "2" }],
  ["/session/2/other", { view: "missing" }],
  ["/elsewhere", { view: "missing" }],
])("%s", (path, route) => expect(match(path)).toEqual(route));
