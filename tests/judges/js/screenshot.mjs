// Takes a picture of the whole of job.url at job.width CSS pixels, in the text size of the Chromium that it is given.
import { withChromium } from './common.mjs';

export default (job) => withChromium(job, async (session) => {
  const page = await session.newPage();
  await page.setViewport({ width: job.width, height: 800 });
  await page.goto(job.url);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: job.out, fullPage: true });
  return page.evaluate(() => document.documentElement.scrollWidth);
});
