/** The English catalogues by name. Every other language has the same keys. */
import type check from "./en/check.json";
import type common from "./en/common.json";
import type console from "./en/console.json";
import type desk from "./en/desk.json";
import type entrance from "./en/entrance.json";
import type exchange from "./en/exchange.json";
import type interpretation from "./en/interpretation.json";
import type messages from "./en/messages.json";
import type organise from "./en/organise.json";
import type outcome from "./en/outcome.json";
import type people from "./en/people.json";
import type record from "./en/record.json";
import type session from "./en/session.json";
import type voting from "./en/voting.json";

export type Catalogues = typeof check &
  typeof common &
  typeof console &
  typeof desk &
  typeof entrance &
  typeof exchange &
  typeof interpretation &
  typeof messages &
  typeof organise &
  typeof outcome &
  typeof people &
  typeof record &
  typeof session &
  typeof voting;
