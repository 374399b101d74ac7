import { expect, it } from "vitest";
import { emptyList } from "./emptyList";

it("names the columns and every party, quoted if necessary", () => {
  const [, text] = emptyList(["FJ", 'Korea, "Republic of"']).split(",", 2);
  expect(decodeURIComponent(text ?? "")).toBe(
    '\ufeffparty,kind,mode,on_behalf_of,speaker,place,theme\r\nFJ,,,,,,\r\n"Korea, ""Republic of""",,,,,,\r\n',
  );
});
