import { expect, it } from "vitest";
import { isLoopback } from "./loopback";

it.each([
  "http://127.0.0.1:8000/card",
  "http://127.8.0.9/",
  "http://localhost:8000/card",
  "http://[::1]:8000/",
])("knows that %s leads a phone nowhere", (address) => expect(isLoopback(address)).toBe(true));

it.each(["http://192.0.2.5:8000/card", "https://hall.example/card", "https://127.hall.example/"])(
  "finds that other devices can open %s",
  (address) => expect(isLoopback(address)).toBe(false),
);
