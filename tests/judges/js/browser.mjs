// Answers each line of standard input, a job, with the address of a Chromium whose person has the text `textScale` times
// as large as by default; ends with standard input. `modules` is the folder of the installed npm packages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const running = new Map();

async function start({ chromium, modules, textScale }) {
  const resolve = createRequire(path.join(modules, 'any.js')).resolve;
  const { default: puppeteer } = await import(pathToFileURL(resolve('puppeteer-core')));
  const profile = mkdtempSync(path.join(tmpdir(), 'judge-chromium-'));
  // 16 and 13 CSS pixels are Chromium's own defaults.
  const webprefs = {
    default_font_size: Math.round(16 * textScale),
    default_fixed_font_size: Math.round(13 * textScale),
  };
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify({ webkit: { webprefs } }));
  const browser = await puppeteer.launch({
    executablePath: chromium,
    headless: true,
    userDataDir: profile,
    args: ['--allow-file-access-from-files'],
  });
  return { browser, profile };
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const job = JSON.parse(line);
    if (!running.get(job.textScale)?.browser.connected) running.set(job.textScale, await start(job));
    console.log(running.get(job.textScale).browser.wsEndpoint());
  }
} finally {
  for (const { browser, profile } of running.values()) {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
process.exit();
