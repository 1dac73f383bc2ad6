// Runs Chromium until standard input ends or Chromium does; tells its address on the first line.
// The job is the first line of standard input: `modules` is the folder of the installed npm packages, `textScale` how
// much larger than by default its person has the text.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const job = JSON.parse((await input.next()).value);
const resolve = createRequire(path.join(job.modules, 'any.js')).resolve;
const { default: puppeteer } = await import(pathToFileURL(resolve('puppeteer-core')));

const profile = mkdtempSync(path.join(tmpdir(), 'judge-chromium-'));
try {
  // 16 and 13 CSS pixels are Chromium's own defaults.
  const webprefs = {
    default_font_size: Math.round(16 * job.textScale),
    default_fixed_font_size: Math.round(13 * job.textScale),
  };
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify({ webkit: { webprefs } }));
  const browser = await puppeteer.launch({
    executablePath: job.chromium,
    headless: true,
    userDataDir: profile,
    args: ['--allow-file-access-from-files'],
  });
  console.log(browser.wsEndpoint());
  const gone = new Promise((done) => { browser.once('disconnected', done); });
  await Promise.race([input.next(), gone]);
  await browser.close();
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit();
