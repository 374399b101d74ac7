/** A booth as its interpreter works in it: what comes in, the microphone, who is on duty, and the handover. */
import { CommandRunner } from "../../components/commandRunner.svelte";
import { deviceProblemOf, type DeviceProblem } from "../../components/deviceTexts";
import { openBoothMicrophone, openSignerCamera } from "../../media/devices";
import { OutputListening } from "../../media/outputListening.svelte";
import { call, withBearer } from "../../state/api";
import type { Client } from "../../state/client.svelte";
import {
  heardBy,
  interpretsInto,
  type BoothState,
  type Channel,
  type SignChannel,
} from "../../state/interpretation";
import { refusalText } from "../interpretation/texts";
import { SessionModel } from "../../state/sessionModel.svelte";
import { signChannelOf } from "../../state/signChannel";
import type { Signals } from "../../state/store.svelte";
import { BoothPublishing } from "./boothPublishing.svelte";
import { keepPresets, presetsOf, qualityOf, type Quality } from "./presets";
import { Talkback } from "./talkback.svelte";

/** Interpreters take turns of about half an hour, and those who sign of about twenty minutes. */
const TURN_MS = 30 * 60_000;
const SIGNED_TURN_MS = 20 * 60_000;

interface Interpreter {
  participant: string;
  name: string;
}

export class BoothModel {
  readonly session: SessionModel;
  readonly listening: OutputListening;
  readonly publishing: BoothPublishing;
  /** My voice to the moderator and the operator. */
  readonly talkback: Talkback;
  readonly acts: CommandRunner;
  /** Why the microphone or the camera did not open. */
  trouble = $state<DeviceProblem | null>(null);
  /** The microphone is silent while the cough button is held. */
  coughing = $state(false);
  /** All interpreters of this booth, by name. */
  interpreters = $state.raw<Interpreter[]>([]);
  private round = 0;

  constructor(
    readonly client: Client,
    id: string,
    readonly language: string,
  ) {
    this.session = new SessionModel(client, id);
    this.listening = new OutputListening(client, id, { silent: false });
    this.publishing = new BoothPublishing(client, id);
    this.talkback = new Talkback(language, () => this.level());
    // The page was left while the cough key was held.
    this.publishing.mute(false);
    this.acts = new CommandRunner(client, this.session.stream, refusalText);
  }

  /** The sign channel, if this is its booth. */
  readonly sign: SignChannel | null = $derived.by(() => {
    const channel = signChannelOf(this.session);
    return channel?.id === this.language ? channel : null;
  });
  readonly channel: BoothState | null = $derived.by(
    () => this.sign ?? this.session.channels.find(({ id }) => id === this.language) ?? null,
  );
  get me(): string | null {
    return this.client.seat?.participant ?? null;
  }
  readonly assigned: boolean = $derived.by(() =>
    this.client.store.all(this.session.conference.stream, "session_role").some((role) =>
      interpretsInto(role, {
        participant: this.me,
        session: this.session.id,
        language: this.language,
      }),
    ),
  );
  readonly onDuty: boolean = $derived.by(() => this.me !== null && this.channel?.on_duty === this.me);
  /** Listeners hear this microphone, or see this camera. */
  readonly live: boolean = $derived.by(() => {
    const { lines } = this.session;
    if (this.sign) return this.onDuty && this.publishing.sendsPicture && lines.sign;
    return this.onDuty && this.publishing.sendsSound && lines.languages.includes(this.outgoing);
  });
  private readonly own: Channel | null = $derived.by(
    () => this.session.channels.find(({ id }) => id === this.language) ?? null,
  );
  /** The channel into which the booth works. */
  readonly outgoing: string = $derived.by(() => this.own?.outgoing ?? this.language);
  /** The other booth that is heard in that channel, or null. */
  readonly rival: string | null = $derived.by(() => {
    const held = this.session.channels.find(({ id }) => id === this.outgoing)?.held_by ?? null;
    return held === this.language ? null : held;
  });
  /** The language B: the one into which the booth worked last, or that was chosen here since. */
  readonly second: string = $derived.by(() => {
    const others = this.session.channels.map(({ id }) => id).filter((id) => id !== this.language);
    return [this.wished, this.own?.second, ...others].find((id) => id && others.includes(id)) ?? "";
  });
  private wished = $state("");
  /** A booth that comes to a channel takes it from another one. */
  readonly overrides: boolean = $derived.by(() => {
    const { stream, id } = this.session;
    return this.client.store.one(stream, "interpretation_policy", id)?.meeting === "override";
  });
  readonly colleagues: Interpreter[] = $derived.by(() =>
    this.interpreters.filter(({ participant }) => participant !== this.me),
  );
  /** The handover that waits for me: the one on duty offered it, or a colleague wants to take over from me. */
  readonly offered: boolean = $derived.by(() => {
    const { offered_to: to = null, offered_by: by = null } = this.channel ?? {};
    return to !== null && by !== this.me && (this.onDuty || to === this.me);
  });
  /** A handover that I offered waits for the colleague. */
  readonly waits: boolean = $derived.by(
    () => this.channel?.offered_to != null && this.channel.offered_by === this.me,
  );
  readonly state: Signals["media.booths"]["booths"][string] | null = $derived.by(
    () =>
      this.client.store.signal(this.session.stream, "media.booths")?.booths[
        this.sign ? "sign" : this.outgoing
      ] ?? null,
  );
  /** What this booth hears: the floor, or the channel of another booth while that is interpreted. */
  readonly incoming = $derived.by(() =>
    heardBy({
      chosen: this.channel?.incoming ?? "",
      channels: this.session.channels,
      live: this.session.lines.languages,
      spoken: this.session.turn?.language ?? "",
      speaks: false,
    }),
  );
  /** How long the interpreter has been on duty, in milliseconds. */
  readonly worked: number = $derived.by(() =>
    this.channel?.since ? Math.max(0, this.client.now - Date.parse(this.channel.since)) : 0,
  );

  /** The interpreter has been on duty for as long as is good. */
  readonly isLong: boolean = $derived.by(() => this.worked >= (this.sign ? SIGNED_TURN_MS : TURN_MS));

  nameOf(participant: string | null): string {
    return this.interpreters.find((one) => one.participant === participant)?.name ?? "";
  }

  /** Reads who works in this booth. */
  async readInterpreters(): Promise<void> {
    const path = `/api/v1/sessions/${this.session.id}/booths`;
    type Answer = { channels: { language: string; interpreters: Interpreter[] }[] };
    const { channels } = await call<Answer>("GET", path, undefined, withBearer(this.client.token));
    this.interpreters = channels.find(({ language }) => language === this.language)?.interpreters ?? [];
  }

  /** Opens the microphone, or the camera of a signer, or another one, and sends it to the booth's line. */
  async open(device = ""): Promise<boolean> {
    const round = ++this.round;
    this.trouble = null;
    try {
      const media = await (this.sign ? openSignerCamera(device) : openBoothMicrophone(device));
      if (round !== this.round) media.getTracks().forEach((track) => track.stop());
      else await this.publishing.start(media);
      return round === this.round;
    } catch (error) {
      this.trouble = deviceProblemOf(error);
      return false;
    }
  }

  async goOnDuty(): Promise<void> {
    if (!this.publishing.media && !(await this.open())) return;
    await this.act("duty", "interpretation.go_on_duty");
  }
  readonly goOffDuty = () => this.act("duty", "interpretation.go_off_duty");
  readonly accept = async () => {
    if (!this.onDuty && !this.publishing.media && !(await this.open())) return;
    await this.act("handover", "interpretation.accept_handover");
  };
  readonly cancel = () => this.act("handover", "interpretation.cancel_handover");
  readonly askSlower = () => this.act("speaker", "interpretation.ask_slower");
  readonly reportSound = () => this.act("speaker", "interpretation.report_sound");

  /** Offers a handover, or makes it at once. Without a colleague it is to oneself, from the one on duty. */
  async handOver(now: boolean, colleague?: string): Promise<void> {
    const to = this.onDuty ? (colleague ?? this.colleagues[0]?.participant) : this.me;
    if (!to) return;
    if (to === this.me && !this.publishing.media && !(await this.open())) return;
    const language = this.language;
    await this.acts.send("handover", { type: "interpretation.hand_over", language, to, now });
  }

  async chooseIncoming(incoming: string): Promise<void> {
    const language = this.language;
    await this.acts.send("incoming", { type: "interpretation.choose_incoming", language, incoming });
  }

  async chooseOutgoing(outgoing: string): Promise<void> {
    const language = this.language;
    if (outgoing)
      await this.acts.send("into", { type: "interpretation.choose_outgoing", language, outgoing });
  }

  /** Chooses the language B. A booth that works into B works into the new one at once. */
  async chooseSecond(language: string): Promise<void> {
    this.wished = language;
    if (this.outgoing !== this.language) await this.chooseOutgoing(language);
  }

  /** The sources that are reached by one key each. */
  readonly presets: string[] = $derived.by(() => {
    void this.presetsKept;
    const others = this.session.channels.map(({ id }) => id).filter((id) => id !== this.language);
    return presetsOf(this.language, others);
  });
  private presetsKept = $state(0);

  qualityOf(source: string): Quality {
    return qualityOf(source, this.language, this.session.channels, this.session.lines.languages);
  }

  /** Puts what the booth interprets from now on a key. If another key had it, the two change places. */
  keepPreset(at: number): void {
    const source = this.channel?.incoming ?? "";
    const before = this.presets[at];
    if (before === undefined) return;
    keepPresets(
      this.language,
      this.presets.map((one, place) => (place === at ? source : one === source ? before : one)),
    );
    this.presetsKept++;
  }

  async setSpoken(language: string): Promise<void> {
    const entry = this.session.turn?.entry;
    if (entry) await this.acts.send("spoken", { type: "floor.set_language", entry, language });
  }

  cough(held: boolean): void {
    this.coughing = held;
    this.level();
  }

  /** At once, not with the next drawing of the page: nobody hears the first syllable. */
  private level(): void {
    this.publishing.mute(this.coughing || this.talkback.isBetween);
  }

  /** Who speaks from a booth to the moderator and the operator, and how many of them would hear it. */
  readonly talk: Signals["media.talkback"] | null = $derived.by(() =>
    this.client.store.signal(this.session.stream, "media.talkback"),
  );

  /** Opens the microphone, if it is closed, before the key can do anything. */
  async beginTalk(press: () => void): Promise<void> {
    press();
    if (!this.publishing.media && !(await this.open())) this.talkback.stop();
  }

  close(): void {
    this.round++;
    this.talkback.connect(null);
    this.publishing.mute(false);
    this.listening.stop();
    this.publishing.close();
  }

  private async act(
    at: string,
    type:
      | "interpretation.go_on_duty"
      | "interpretation.go_off_duty"
      | "interpretation.accept_handover"
      | "interpretation.cancel_handover"
      | "interpretation.ask_slower"
      | "interpretation.report_sound",
  ): Promise<void> {
    await this.acts.send(at, { type, language: this.language });
  }
}
