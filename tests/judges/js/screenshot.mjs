// Takes a picture of the whole of job.url at job.width CSS pixels, with the reader's text size at job.textScale.
import { answer, job, withChromium } from './common.mjs';

const webprefs = {
  default_font_size: Math.round(16 * job.textScale), // 16 and 13 CSS pixels are Chromium's own defaults
  default_fixed_font_size: Math.round(13 * job.textScale),
};

answer(await withChromium(async (browser) => {
  const page = await browser.newPage();
  await page.setViewport({ width: job.width, height: 800 });
  await page.goto(job.url);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: job.out, fullPage: true });
  return page.evaluate(() => document.documentElement.scrollWidth);
}, { webkit: { webprefs } }));
