// Takes a picture of the whole of job.url at job.width CSS pixels, in the text size of the Chromium that it is given,
// with the person's own style sheet job.style.
import { withChromium } from './common.mjs';

export default (job) => withChromium(job, async (session) => {
  const page = await session.newPage();
  await page.setViewport({ width: job.width, height: 800 });
  await page.goto(job.url);
  if (job.style) await page.addStyleTag({ content: job.style });
  await page.evaluate(() => document.fonts.ready);
  if (job.out) await page.screenshot({ path: job.out, fullPage: true });
  return page.evaluate(() => document.documentElement.scrollWidth);
});
