// Tells what Chromium hands to a screen reader of each of job.pages: roles, words, levels of headings, languages.
import { answer, job, withChromium } from './common.mjs';

const PASSED = new Set(['none', 'generic', 'InlineTextBox', 'LineBreak', 'RootWebArea']);

async function heard(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  const session = await page.createCDPSession();
  await session.send('Accessibility.enable');
  await session.send('DOM.enable');
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = [];

  async function language(node) {
    if (node.role.value !== 'StaticText' || !node.backendDOMNodeId) return '';
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: 'function () { return (this.parentElement ?? this).closest("[lang]")?.lang ?? ""; }',
    });
    return result.value ?? '';
  }

  async function walk(id) {
    const node = known.get(id);
    if (!node) return;
    const role = node.role?.value ?? '';
    if (!node.ignored && role && !PASSED.has(role)) {
      const level = node.properties?.find(({ name }) => name === 'level')?.value.value ?? 0;
      found.push({ role, words: node.name?.value ?? '', level, lang: await language(node) });
    }
    for (const child of node.childIds ?? []) await walk(child);
  }

  await walk(nodes[0].nodeId);
  await page.close();
  return found;
}

answer(await withChromium(async (browser) => {
  const pages = [];
  for (const url of job.pages) pages.push(await heard(browser, url));
  return pages;
}));
