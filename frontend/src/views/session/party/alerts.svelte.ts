/** A delegate's turn alerts: sound, the tab's title and icon, and words for who cannot see the page, the clock's too. */
import { announcer } from "../../../components/announcer.svelte";
import { t as shared } from "../../../locales/texts";
import { clockStage, toSay, type ClockStage } from "../../../state/clockStage";
import { turnClock } from "../../../state/selectors";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { alertFor, Pace, standingAlert, type Alert, type Standing } from "./alerts";
import { Chime } from "./chime";
import { showIcon } from "./favicon";
import { t } from "./texts";

const KEY = "balai.alerts";

export class TurnAlerts {
  /** Whether they sound; kept in this browser. */
  on = $state(localStorage.getItem(KEY) !== "off");
  /** Whether the browser lets this page sound by now. */
  allowed = $state(false);
  /** What stands before the tab's title, or "". */
  readonly mark: string = $derived.by(() => {
    const alert = this.on ? standingAlert(this.standing) : null;
    return alert ? t(`alert.mark.${alert}`) : "";
  });

  /** How the clock of my party's turn stands (FL16). */
  private readonly clock: ClockStage = $derived.by(() => {
    const { speaks, turn, client } = this.model;
    return clockStage(speaks && turn ? turnClock(turn, client.now) : null);
  });
  private before: Standing | null = null;
  private ranBefore: ClockStage | null = null;
  private readonly chime = new Chime();
  private readonly pace = new Pace((alert) => this.tell(alert));

  constructor(private readonly model: OwnSessionModel) {}

  /** Begins to watch the party's place; call it in an effect, which ends it with what it returns. */
  start(): () => void {
    const unlock = () => void this.unlock();
    // Not when the pointer goes down: the bar loses a line then, and what was pressed would slip away beneath it.
    addEventListener("click", unlock);
    addEventListener("keydown", unlock);
    $effect(() => this.moved(this.standing, this.model.known));
    $effect(() => this.ran(this.clock, this.model.known && this.model.client.timed));
    $effect(() => showIcon(this.on ? standingAlert(this.standing) : null));
    return () => {
      removeEventListener("click", unlock);
      removeEventListener("keydown", unlock);
      this.pace.drop();
      this.chime.close();
      showIcon(null);
    };
  }

  choose(on: boolean): void {
    this.on = on;
    localStorage.setItem(KEY, on ? "on" : "off");
    if (on) this.chime.play("third");
  }

  private get standing(): Standing {
    return { position: this.model.position, speaks: this.model.speaks };
  }

  private async unlock(): Promise<void> {
    if (!this.allowed) this.allowed = await this.chime.allow();
  }

  /** How the clock stood when the page came is no news. */
  private ran(now: ClockStage, known: boolean): void {
    if (!known) return;
    const before = this.ranBefore;
    this.ranBefore = now;
    if (before !== null && before !== now && toSay(now)) announcer.say(t(`say.clock.${now}`), "clock");
  }

  private moved(now: Standing, known: boolean): void {
    if (!known) return;
    const alert = alertFor(this.before, now);
    const asked = this.before?.position === 0 && now.position > 0;
    this.before = now;
    if (alert) this.pace.tell(alert);
    else if (standingAlert(now) === null) this.pace.drop();
    if (asked && !now.speaks) announcer.say(position(now.position), "place");
  }

  private tell(alert: Alert): void {
    if (this.on) this.chime.play(alert);
    // The floor itself is said with the event that gives it.
    if (alert !== "floor")
      announcer.say(alert === "next" ? t("place.next") : position(this.standing.position), "place");
  }
}

const position = (count: number): string =>
  t("place.said", { position: shared("floor.position", { count }) });
