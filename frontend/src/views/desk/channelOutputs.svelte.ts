/** Which language channel this browser plays into which audio output. It is remembered, for all sessions. */

const OUTPUTS = "balai.channel-outputs";

export interface Output {
  isMissing: boolean;
  isBlocked: boolean;
  play(isInterpreted: boolean, floor: MediaStreamTrack | null): void;
  unblock(): Promise<void>;
  stop(): void;
}

/** An output by its id, and by its name: browsers give new ids when their data was deleted. */
export interface Choice {
  device: string;
  label: string;
}
type Chosen = Readonly<Record<string, Choice>>;

export const findOutput = (devices: readonly MediaDeviceInfo[], { device, label }: Choice) =>
  devices.find(({ deviceId }) => deviceId === device) ??
  devices.find((one) => one.label !== "" && one.label === label);

export const canChooseOutputs = (): boolean => "setSinkId" in HTMLMediaElement.prototype;

export class ChannelOutputs {
  chosen = $state.raw<Chosen>(kept());
  playing = $state.raw<Readonly<Record<string, Output>>>({});

  constructor(private readonly open: (language: string, choice: Choice) => Output) {}

  /** Plays a channel into an output, or nowhere. */
  choose(language: string, choice: Choice | null): void {
    const others = Object.entries(this.chosen).filter(([other]) => other !== language);
    this.chosen = Object.fromEntries(choice ? [...others, [language, choice]] : others);
    localStorage.setItem(OUTPUTS, JSON.stringify(this.chosen));
    this.end(language);
  }

  /** Plays the channels of a session that have an output, and no others. */
  follow(languages: readonly string[]): void {
    for (const language of Object.keys(this.playing))
      if (!languages.includes(language) || !this.chosen[language]) this.end(language);
    if (!canChooseOutputs()) return;
    for (const language of languages) {
      const choice = this.chosen[language];
      if (choice && !this.playing[language])
        this.playing = { ...this.playing, [language]: this.open(language, choice) };
    }
  }

  close(): void {
    for (const language of Object.keys(this.playing)) this.end(language);
  }

  private end(language: string): void {
    const { [language]: ended, ...others } = this.playing;
    ended?.stop();
    this.playing = others;
  }
}

function kept(): Chosen {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(OUTPUTS) ?? "{}");
    return typeof found === "object" && found !== null ? (found as Chosen) : {};
  } catch {
    return {};
  }
}

/** Lets the browser name its outputs: it does so after one was chosen, or once a microphone was allowed. */
export async function allowOutputs(): Promise<void> {
  const devices = navigator.mediaDevices as MediaDevices & { selectAudioOutput?: () => Promise<unknown> };
  if (devices.selectAudioOutput) {
    await devices.selectAudioOutput();
    return;
  }
  const media = await devices.getUserMedia({ audio: true });
  for (const track of media.getTracks()) track.stop();
}
