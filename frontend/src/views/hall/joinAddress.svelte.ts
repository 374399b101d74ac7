import { sessionEntrance } from "../../state/seatApi";
import { joinAddress } from "./scene";

/** The address at which people type a session's code: this page's own, until the server has sent a better one. */
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
