// The accessibility tree of each of job.urls in a Chromium as wide as job.width: a list of [depth, role, name, focusable]
// for each page.
import { withChromium } from './common.mjs';

const UNHEARD = new Set(['InlineTextBox', 'none', 'generic', 'RootWebArea']);

async function read(browser, url, width) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width, height: 600 });
    await page.goto(url);
    const session = await page.createCDPSession();
    await session.send('Accessibility.enable');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const found = [];
    const visit = (id, depth) => {
      const node = byId.get(id);
      if (!node) return;
      const role = node.role?.value ?? '';
      const focusable = (node.properties ?? []).some(({ name, value }) => name === 'focusable' && value.value);
      const heard = !node.ignored && (!UNHEARD.has(role) || (role === 'generic' && focusable));
      if (heard) found.push([depth, role, node.name?.value ?? '', focusable]);
      for (const child of node.childIds ?? []) visit(child, heard ? depth + 1 : depth);
    };
    visit(nodes[0].nodeId, 0);
    return found;
  } finally {
    await page.close();
  }
}

export default (job) => withChromium(job, async (browser) => {
  const trees = [];
  for (const url of job.urls) trees.push(await read(browser, url, job.width));
  return trees;
});
