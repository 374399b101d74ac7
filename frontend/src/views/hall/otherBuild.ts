/** Whether the server serves another build of these pages than the one that runs here. */

/** The entry script of the page that is shown, by its hashed address. */
const runningScript = (): string | null =>
  document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute("src") ?? null;

/** True once the other build can be loaded completely: its page and the script that the page names. */
export async function hasOtherBuild(): Promise<boolean> {
  try {
    const page = await fetch(location.pathname, { cache: "no-store" });
    const served = page.ok ? scriptIn(await page.text()) : null;
    if (served === null || served === runningScript()) return false;
    return (await fetch(served, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    // The server is gone again. The check runs once more when it comes back.
    return false;
  }
}

function scriptIn(html: string): string | null {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector('script[type="module"][src]')?.getAttribute("src") ?? null;
}
