import { sessionEntrance } from "../../state/seatApi";
import { joinAddress } from "./scene";

/** Where one types a session's code: as this page was addressed, until the server has told a better address. */
export class JoinAddress {
  private url = $state(`${location.origin}/join`);

  constructor(session: string) {
    sessionEntrance(session).then(
      (entrance) => (this.url = entrance?.join || this.url),
      () => undefined,
    );
  }

  get text(): string {
    return joinAddress(this.url);
  }
}
