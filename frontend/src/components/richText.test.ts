import { expect, it } from "vitest";
import { htmlOf, piecesOf, plainTextOf } from "./richText";

const shown = (html: string) => htmlOf(piecesOf(html));

it("shows paragraphs, headings, lists, bold and italics", () => {
  const html =
    "<h3>Oceans</h3><p>We <strong>agree</strong>, <em>fully</em>:<br>now.</p><ul><li>One</li></ul>";
  expect(shown(html)).toBe(html);
  expect(shown("<h1>A</h1><div><b>B</b> <i>C</i></div>")).toBe(
    "<h3>A</h3><p><strong>B</strong> <em>C</em></p>",
  );
});

it("removes all other markup", () => {
  expect(shown("<p onclick='x()' style='position:fixed'>Hi<script>x()</script></p>")).toBe("<p>Hi</p>");
  expect(shown('<a href="javascript:x()">Hi</a><img src=x onerror=x()>')).toBe("Hi");
  expect(shown("<svg><p>x</p></svg><style>p{}</style><iframe src=//example.org></iframe>")).toBe("<p>x</p>");
  expect(shown("&lt;script&gt;x &amp; y")).toBe("&lt;script&gt;x &amp; y");
});

it("counts the words of the visible text", () => {
  const words = (html: string) => plainTextOf(piecesOf(html)).trim().split(/\s+/u);
  expect(words("<p>We</p><p>agree&amp;go</p><ul><li>now</li></ul>")).toEqual(["We", "agree&go", "now"]);
  expect(words("a<br>b <b>co</b>operate")).toEqual(["a", "b", "cooperate"]);
});
