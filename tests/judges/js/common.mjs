// What the drivers share: the job from standard input, packages from the cache, a session of Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The job: an object whose `modules` is the folder of the installed npm packages. */
export const job = JSON.parse(readFileSync(0, 'utf8'));

/** The path of a file inside an installed package. */
export const packaged = (...parts) => path.join(job.modules, ...parts);

/** Imports an installed package, or one file of it. The drivers lie elsewhere, so a bare import would not find it. */
export const load = (name) =>
  import(pathToFileURL(createRequire(path.join(job.modules, 'any.js')).resolve(name)));

/** Hands an empty session of the running Chromium (see browser.mjs) to `use` and ends it afterwards, whatever happens. */
export async function withChromium(use) {
  const { default: puppeteer } = await load('puppeteer-core');
  const browser = await puppeteer.connect({ browserWSEndpoint: job.browser });
  try {
    const session = await browser.createBrowserContext();
    try {
      return await use(session);
    } finally {
      await session.close();
    }
  } finally {
    await browser.disconnect();
  }
}

/** Gives the answer back. */
export const answer = (value) => process.stdout.write(JSON.stringify(value));
