// Runs axe-core on each of job.pages ({ url, skip }) in Chromium; answers with a list of violations for each page.
// job.dark: the person wants pages dark.
import { readFileSync } from 'node:fs';
import { packaged, withChromium } from './common.mjs';

const axeSource = readFileSync(packaged('axe-core', 'axe.min.js'), 'utf8');

async function judge(browser, { url, skip }, dark) {
  const page = await browser.newPage();
  try {
    const scheme = dark ? 'dark' : 'light';
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url);
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async (skipped) => {
      const rules = Object.fromEntries(skipped.map((id) => [id, { enabled: false }]));
      return (await window.axe.run(document, { resultTypes: ['violations'], rules })).violations;
    }, skip);
    return violations.flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ html }) => ({ rule: id, impact: impact ?? '', help, html })));
  } catch (error) {
    return [{ rule: 'unreadable', impact: 'critical', help: String(error), html: '' }];
  } finally {
    await page.close();
  }
}

export default (job) => withChromium(job, async (browser) => {
  const verdicts = [];
  for (const page of job.pages) verdicts.push(await judge(browser, page, job.dark));
  return verdicts;
});
