/** The browser and its system in a few words, as "Chromium 140, Linux": what a technician asks first. */

const BROWSERS: [RegExp, string][] = [
  [/Edg\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/SamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/(?:FxiOS|Firefox)\/(\d+)/, "Firefox"],
  [/(?:CriOS|Chrome|Chromium)\/(\d+)/, "Chromium"],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
const MOST = 80;

export function browserName(userAgent: string = navigator.userAgent): string {
  const browser = BROWSERS.map(([mark, name]) => [name, mark.exec(userAgent)?.[1]] as const).find(
    ([, version]) => version !== undefined,
  );
  const system = SYSTEMS.find(([mark]) => mark.test(userAgent))?.[1];
  const known = [browser?.join(" "), system].filter(Boolean).join(", ");
  return (known || userAgent).slice(0, MOST);
}
