/** What a moderator does with motions and appeals: they are put to the vote, and the result is entered (FL13). */
import type { ConsoleController } from "./consoleController.svelte";

export class Ballot {
  constructor(private readonly controller: ConsoleController) {}

  private get token(): number {
    return this.controller.token;
  }

  /** The motion that was heard is put to the vote, or dropped without one. */
  put(): void {
    if (this.controller.moving)
      void this.controller.do("order", { type: "floor.put_to_vote", token: this.token });
  }

  endMotion(): void {
    if (this.controller.moving) void this.controller.do("order", { type: "floor.end", token: this.token });
  }

  async appeal(party: string): Promise<void> {
    const ruling = this.controller.model.floor?.ruled;
    if (!ruling) return;
    const command = { type: "floor.appeal", token: this.token, ruling, party } as const;
    if (await this.controller.do("order", command)) this.controller.showDialog("appeal", false);
  }

  enter(in_favour: number, against: number, abstentions: number): Promise<boolean> {
    const command = { type: "floor.enter_vote", token: this.token, in_favour, against, abstentions } as const;
    return this.controller.do("order", command);
  }

  drop(): void {
    void this.controller.do("order", { type: "floor.drop_vote", token: this.token });
  }
}
