/** What a moderator does with motions and appeals: they are put to the vote, and the result is entered (FL13). */
import type { Chairing } from "./chairing.svelte";

export class Ballot {
  constructor(private readonly chairing: Chairing) {}

  private get token(): number {
    return this.chairing.token;
  }

  /** The motion that was heard is put to the vote, or dropped without one. */
  put(): void {
    if (this.chairing.moving)
      void this.chairing.do("order", { type: "floor.put_to_vote", token: this.token });
  }

  endMotion(): void {
    if (this.chairing.moving) void this.chairing.do("order", { type: "floor.end", token: this.token });
  }

  async appeal(party: string): Promise<void> {
    const ruling = this.chairing.sitting.floor?.ruled;
    if (!ruling) return;
    const command = { type: "floor.appeal", token: this.token, ruling, party } as const;
    if (await this.chairing.do("order", command)) this.chairing.showDialog("appeal", false);
  }

  enter(in_favour: number, against: number, abstentions: number): Promise<boolean> {
    const command = { type: "floor.enter_vote", token: this.token, in_favour, against, abstentions } as const;
    return this.chairing.do("order", command);
  }

  drop(): void {
    void this.chairing.do("order", { type: "floor.drop_vote", token: this.token });
  }
}
