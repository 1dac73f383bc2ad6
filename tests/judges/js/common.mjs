// What the drivers share: packages from the cache, and Chromium.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = process.argv[2];

/** The path of a file inside an installed package. */
export const packaged = (...parts) => path.join(modules, ...parts);

/** Imports an installed package, or one file of it. The drivers lie elsewhere, so a bare import would not find it. */
export const load = (name) => import(pathToFileURL(createRequire(packaged('any.js')).resolve(name)));

const running = new Map();

/** Hands `use` an empty session of the Chromium whose person has the text `textScale` times as large as by default. */
export async function withChromium({ chromium, textScale }, use) {
  if (!running.get(textScale)?.browser.connected) running.set(textScale, await start(chromium, textScale));
  const session = await running.get(textScale).browser.createBrowserContext();
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

async function start(chromium, textScale) {
  const { default: puppeteer } = await load('puppeteer-core');
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

/** Ends every Chromium that was started. */
export async function close() {
  for (const { browser, profile } of running.values()) {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
