// lighthouse.mjs ORIGIN SESSION RUNS: audits the session page as a member of the audience sees it on a phone
// (Lighthouse's own phone profile: a slow processor, a slow mobile line) and prints one JSON object a run.
// The seat is taken over REST first and laid where the page keeps it, since a seat belongs to a tab.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [origin, session, runs] = process.argv.slice(2);
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--allow-loopback-in-peer-connection",
];
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const UNSETTLED = new Set(["is-on-https", "redirects-http"]);

async function seat() {
  const answer = await fetch(`${origin}/api/v1/seats/demo`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seat: "audience" }),
  });
  return answer.json();
}

async function audit(browser) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(
    (kept) => sessionStorage.setItem("balai.seat/icdd-2021", kept),
    JSON.stringify(await seat()),
  );
  const settings = { output: "json", onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: "silent" };
  const { lhr } = await lighthouse(`${origin}/c/icdd-2021/session/${session}`, settings, undefined, page);
  await page.close();
  return lhr;
}

function failed(lhr) {
  return Object.values(lhr.audits)
    .filter(({ score, id }) => score !== null && score < 0.9 && !UNSETTLED.has(id))
    .map(({ id, score, displayValue }) => ({ id, score, displayValue }));
}

function scripts(lhr) {
  return lhr.audits["network-requests"].details.items
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => /\/assets\/.*\.js(on)?$/.test(path));
}

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, args: FLAGS });
try {
  for (let run = 0; run < Number(runs); run += 1) {
    const lhr = await audit(browser);
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, lhr.categories[name].score * 100]));
    console.log(JSON.stringify({ scores, scripts: scripts(lhr), failed: failed(lhr) }));
  }
} finally {
  await browser.close();
}
