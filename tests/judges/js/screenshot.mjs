// Takes a picture of the whole of job.url at job.width CSS pixels, with the reader's text size at job.textScale.
import { answer, job, withChromium } from './common.mjs';

const STANDARD = 16; // Chromium's default text sizes in CSS pixels
const FIXED = 13;

answer(await withChromium(async (browser) => {
  const page = await browser.newPage();
  await page.setViewport({ width: job.width, height: 800 });
  const session = await page.createCDPSession();
  await session.send('Page.setFontSizes', {
    fontSizes: { standard: Math.round(STANDARD * job.textScale), fixed: Math.round(FIXED * job.textScale) },
  });
  await page.goto(job.url);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: job.out, fullPage: true });
  return page.evaluate(() => document.documentElement.scrollWidth);
}));
