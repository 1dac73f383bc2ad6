// Opens job.file in two reading engines inside Chromium and answers with what each makes of it.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { packaged, withChromium } from './common.mjs';

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' };

/** Serves an empty page, the book, and the packages: ES modules cannot be imported from file: addresses. */
function serve(book, request, response) {
  const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  if (name === '/') {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Reader</title>');
    return;
  }
  const file = name === '/book.epub' ? book : packaged(name);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
}

// The functions below run inside the page.

/** Puts what both engines need of a content document on the page. */
function prepare() {
  window.section = (id, root) => ({
    id,
    title: root.querySelector('title')?.textContent ?? '',
    lang: root.getAttribute('lang') ?? root.getAttribute('xml:lang') ?? '',
    headings: [...root.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) =>
      [Number(heading.localName[1]), heading.textContent.replace(/\s+/g, ' ').trim()]),
    text: (root.querySelector('body')?.textContent ?? '').replace(/\s+/g, ' ').trim(),
  });
}

async function foliate() {
  const { makeBook } = await import('/foliate-js/view.js');
  const blob = await (await fetch('/book.epub')).blob();
  const book = await makeBook(new File([blob], 'book.epub'));
  // A title is a string, or an object that maps languages to strings.
  const words = (value) => (value && typeof value === 'object' ? Object.values(value)[0] : value) ?? '';
  const entries = (items) => (items ?? []).map(({ label, href, subitems }) =>
    ({ label: label.trim(), href: href ?? '', children: entries(subitems) }));
  const sections = [];
  for (const item of book.sections) {
    sections.push(window.section(item.id, (await item.createDocument()).documentElement));
  }
  const languages = [book.metadata.language ?? ''].flat();
  return { title: words(book.metadata.title), lang: languages[0], toc: entries(book.toc), sections };
}

async function epubjs() {
  const book = window.ePub(await (await fetch('/book.epub')).arrayBuffer());
  // A book that cannot be opened rejects no promise: `opened` stays pending, and only this event tells.
  await new Promise((resolve, reject) => {
    book.on('openFailed', reject);
    book.opened.then(resolve, reject);
  });
  const entries = (items) => (items ?? []).map(({ label, href, subitems }) =>
    ({ label: label.trim(), href, children: entries(subitems) }));
  await book.loaded.navigation;
  const sections = [];
  for (const item of book.spine.spineItems) {
    sections.push(window.section(item.href, await item.load(book.load.bind(book))));
    item.unload();
  }
  const { title, language } = book.packaging.metadata;
  return { title, lang: language, toc: entries(book.navigation.toc), sections };
}

/** Runs an engine in a page of its own, since one that trips over a bad book can leave its page unusable. */
async function read(browser, base, engine, scripts) {
  const page = await browser.newPage();
  try {
    await page.goto(base);
    await page.evaluate(prepare);
    for (const script of scripts) await page.addScriptTag({ url: base + script });
    let timer;
    const patience = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('the engine gave no answer in 20 s')), 20000);
    });
    try {
      return await Promise.race([page.evaluate(engine), patience]);
    } finally {
      clearTimeout(timer);
    }
  } catch (error) {
    return { problem: String(error) };
  } finally {
    await page.close();
  }
}

export default async (job) => {
  const server = createServer((request, response) => serve(job.file, request, response));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${server.address().port}/`;
  try {
    return await withChromium(job, async (browser) => ({
      'foliate-js': await read(browser, base, foliate, []),
      'epub.js': await read(browser, base, epubjs, ['jszip/dist/jszip.min.js', 'epubjs/dist/epub.min.js']),
    }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
