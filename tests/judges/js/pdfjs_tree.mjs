// Reads job.file as pdf.js hands it to a screen reader: the structure tree of each page joined with its text.
import { readFileSync } from 'node:fs';
import { load, packaged } from './common.mjs';

// pdf.js 5.6 makes one DOMMatrix when it is loaded, and outside of a browser takes the class from an optional native
// package (@napi-rs/canvas). It draws with it; nothing is drawn here.
globalThis.DOMMatrix ??= class DOMMatrix {};
const pdfjs = await load('pdfjs-dist/legacy/build/pdf.mjs');

// The tree names some annotations by the id of the HTML element that the viewer makes of them, some by their own.
const ELEMENT_ID = /^pdfjs_internal_id_/;

/** Sorts the text of a page by where it stands: under a marked-content id, in an artifact, or under no tag at all. */
function sortText(items) {
  const marked = new Map();
  const open = [];
  let untagged = '';
  let artifacts = '';
  for (const item of items) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') {
      open.push(item);
    } else if (item.type === 'endMarkedContent') {
      open.pop();
    } else if (item.str !== undefined) {
      const text = item.hasEOL ? `${item.str}\n` : item.str;
      const owner = open.findLast(({ id }) => id);
      if (owner) marked.set(owner.id, (marked.get(owner.id) ?? '') + text);
      else if (open.some(({ tag }) => tag === 'Artifact')) artifacts += text;
      else untagged += text;
    }
  }
  return { marked, untagged, artifacts };
}

async function readPage(page) {
  const content = await page.getTextContent({ includeMarkedContent: true });
  const { marked, untagged, artifacts } = sortText(content.items);
  const annotations = await page.getAnnotations();
  const byId = new Map(annotations.map((one) => [one.id, one]));
  const inTree = new Set();

  const build = (node) => {
    if (node.type === 'content') {
      inTree.add(node.id);
      return { role: '#text', text: marked.get(node.id) ?? '' };
    }
    if (node.type !== undefined) {
      const id = node.id.replace(ELEMENT_ID, '');
      inTree.add(id);
      const found = byId.get(id);
      if (!found) return { role: '#object' };
      return { role: `#${found.subtype}`, url: target(found), text: '', alt: found.contentsObj?.str };
    }
    const { role, alt, lang } = node;
    return { role, alt, lang, children: (node.children ?? []).map(build) };
  };

  const root = await page.getStructTree();
  const tree = root ? build(root) : null;
  return {
    tree,
    untagged: untagged.trim(),
    artifacts: artifacts.trim(),
    orphans: [...marked].filter(([id]) => !inTree.has(id)).map(([, text]) => text.trim()).filter(Boolean),
    links: annotations.filter(({ subtype }) => subtype === 'Link').map((one) => ({
      url: target(one),
      contents: one.contentsObj?.str ?? '',
      in_tree: inTree.has(one.id),
    })),
  };
}

function target({ url, dest }) {
  return url ?? (typeof dest === 'string' ? `#${dest}` : dest ? '#' : '');
}

const flat = (items, level = 1) =>
  (items ?? []).flatMap(({ title, items: below }) => [[level, title], ...flat(below, level + 1)]);

export default async function read({ file }) {
  let document;
  try {
    document = await pdfjs.getDocument({
      data: new Uint8Array(readFileSync(file)),
      standardFontDataUrl: packaged('pdfjs-dist', 'standard_fonts/'),
      cMapUrl: packaged('pdfjs-dist', 'cmaps/'),
      cMapPacked: true,
      verbosity: 0,
    }).promise;
    const { info } = await document.getMetadata();
    const pages = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(await document.getPage(number)));
    }
    return {
      title: info.Title ?? '',
      lang: info.Language ?? '',
      marked: (await document.getMarkInfo())?.Marked ?? false,
      outline: flat(await document.getOutline()),
      pages,
    };
  } catch (error) {
    return { problem: String(error) };
  }
}
