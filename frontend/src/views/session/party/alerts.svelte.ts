/** A delegate's turn alerts: sound, the tab's title and icon, and announcements, also of the clock's warnings. */
import { announcer } from "../../../components/announcer.svelte";
import { t as shared } from "../../../locales/texts";
import { clockStage, isAnnounced, type ClockStage } from "../../../state/clockStage";
import { turnClock } from "../../../state/selectors";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { alertFor, AlertPacer, currentAlert, type Alert, type PartyState } from "./alerts";
import { awaitedBallot } from "./ballot";
import { Chime } from "./chime";
import { showIcon } from "./favicon";
import { t } from "./texts";

const KEY = "balai.alerts";

export class TurnAlerts {
  /** Whether alerts sound; kept in this browser. */
  on = $state(localStorage.getItem(KEY) !== "off");
  /** Whether the browser already allows this page to play sound. */
  allowed = $state(false);
  /** The text before the tab's title, or "". */
  readonly mark: string = $derived.by(() => {
    const alert = this.on ? currentAlert(this.partyState) : null;
    return alert ? t(`alert.mark.${alert}`) : "";
  });

  /** The stage of the clock of my party's turn (FL16). */
  private readonly clock: ClockStage = $derived.by(() => {
    const { speaks, turn, client } = this.model;
    return clockStage(speaks && turn ? turnClock(turn, client.now) : null);
  });
  private before: PartyState | null = null;
  private ranBefore: ClockStage | null = null;
  private readonly chime = new Chime();
  private readonly pace = new AlertPacer((alert) => this.raise(alert));

  constructor(private readonly model: OwnSessionModel) {}

  /** Watches the party's place. Call it in an effect; it returns the function that stops. */
  start(): () => void {
    const unlock = () => void this.unlock();
    // Not on pointerdown, because the bar then loses a line, and the pressed button would move away from the pointer.
    addEventListener("click", unlock);
    addEventListener("keydown", unlock);
    $effect(() => this.onStateChange(this.partyState, this.model.isKnown));
    $effect(() => this.onClockStage(this.clock, this.model.isKnown && this.model.client.isClockKnown));
    $effect(() => showIcon(this.on ? currentAlert(this.partyState) : null));
    return () => {
      removeEventListener("click", unlock);
      removeEventListener("keydown", unlock);
      this.pace.drop();
      this.chime.close();
      showIcon(null);
    };
  }

  setOn(on: boolean): void {
    this.on = on;
    localStorage.setItem(KEY, on ? "on" : "off");
    if (on) this.chime.play("third");
  }

  private get partyState(): PartyState {
    const { position, speaks } = this.model;
    return { position, speaks, ballot: awaitedBallot(this.model) };
  }

  private async unlock(): Promise<void> {
    if (!this.allowed) this.allowed = await this.chime.allow();
  }

  /** The stage of the clock when the page loads is not announced. */
  private onClockStage(now: ClockStage, known: boolean): void {
    if (!known) return;
    const before = this.ranBefore;
    this.ranBefore = now;
    if (before !== null && before !== now && isAnnounced(now)) announcer.say(t(`say.clock.${now}`), "clock");
  }

  private onStateChange(now: PartyState, known: boolean): void {
    if (!known) return;
    const alert = alertFor(this.before, now);
    const asked = this.before?.position === 0 && now.position > 0;
    this.before = now;
    if (alert) this.pace.add(alert);
    else if (currentAlert(now) === null) this.pace.drop();
    if (asked && !now.speaks) announcer.say(position(now.position), "place");
  }

  private raise(alert: Alert): void {
    if (this.on) this.chime.play(alert);
    // The floor itself is announced with its event, and a vote by its strip.
    if (alert === "third" || alert === "second" || alert === "next")
      announcer.say(alert === "next" ? t("place.next") : position(this.partyState.position), "place");
  }
}

const position = (count: number): string =>
  t("place.said", { position: shared("floor.position", { count }) });
