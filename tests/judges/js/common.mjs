// What the drivers share: the job from standard input, packages from the cache, Chromium.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The job: an object whose `modules` is the folder of the installed npm packages. */
export const job = JSON.parse(readFileSync(0, 'utf8'));

/** The path of a file inside an installed package. */
export const packaged = (...parts) => path.join(job.modules, ...parts);

/** Imports an installed package, or one file of it. The drivers lie elsewhere, so a bare import would not find it. */
export const load = (name) =>
  import(pathToFileURL(createRequire(path.join(job.modules, 'any.js')).resolve(name)));

/** Hands a new Chromium, with a person's preferences, to `use` and closes it afterwards, whatever happens. */
export async function withChromium(use, preferences = {}) {
  const { default: puppeteer } = await load('puppeteer-core');
  const profile = mkdtempSync(path.join(tmpdir(), 'judge-chromium-'));
  try {
    mkdirSync(path.join(profile, 'Default'));
    writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
    const browser = await puppeteer.launch({
      executablePath: job.chromium,
      headless: true,
      userDataDir: profile,
      args: ['--allow-file-access-from-files'],
    });
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Gives the answer back. */
export const answer = (value) => process.stdout.write(JSON.stringify(value));
