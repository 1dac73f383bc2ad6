// Reads job.files as pdf.js hands their text to find and copy: each piece of marked content begins a line.
import { readFileSync } from 'node:fs';
import { load, packaged } from './common.mjs';

globalThis.DOMMatrix ??= class DOMMatrix {}; // see pdfjs_tree.mjs
const pdfjs = await load('pdfjs-dist/legacy/build/pdf.mjs');

/** The text of a page; only the outermost marked content counts. */
function linesOf(items) {
  let text = '';
  let depth = 0;
  for (const { type, str, hasEOL } of items) {
    if (type?.startsWith('begin')) {
      if (depth === 0) text += '\n';
      depth += 1;
    } else if (type === 'endMarkedContent') {
      depth -= 1;
    } else if (str !== undefined) {
      text += hasEOL ? `${str}\n` : str;
    }
  }
  return text;
}

async function read(file) {
  try {
    const document = await pdfjs.getDocument({
      data: new Uint8Array(readFileSync(file)),
      standardFontDataUrl: packaged('pdfjs-dist', 'standard_fonts/'),
      cMapUrl: packaged('pdfjs-dist', 'cmaps/'),
      cMapPacked: true,
      verbosity: 0,
    }).promise;
    let text = '';
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      text += `${linesOf((await page.getTextContent({ includeMarkedContent: true })).items)}\f`;
    }
    await document.loadingTask.destroy();
    return { text };
  } catch (error) {
    return { text: '', problem: String(error) };
  }
}

export default async ({ files }) => {
  const texts = [];
  for (const file of files) texts.push(await read(file));
  return texts;
};
