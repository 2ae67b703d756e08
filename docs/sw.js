// The service worker: the site without a connection, and a second visit that starts from what the first one left.
//
// The build puts the list of its files in front of this script (publisher/press/offline.py); without a list it takes itself away.
//
// There is never a mix of two builds:
// - Files whose name carries a hash are kept for good, under their name, once their contents have been checked against the
//   list. A page names the very files it was built with.
// - Pages name their build. They come from the network; those of this worker's build are kept in a cache of their own,
//   for when the network is slow or gone. A page of another build is shown as it comes and never kept: the worker of
//   that build does that, in its own cache.
// - A new worker takes over as soon as it has all it needs. It drops the pages of the builds before, and leaves the
//   files that their pages may still ask for while they are open.
//
// Whatever goes wrong here (storage full, a file cut short), the answer comes from the network as if there were no worker.

'use strict';

/**
 * @typedef {object} List  what the build puts in front: paths below the site's address, most with what their contents must be
 * @property {string} build
 * @property {string[]} hubs  pages that are kept from the first
 * @property {Record<string, string>} first  files that every page needs
 * @property {Record<string, string>} used  files that are kept when they are asked for
 * @property {Record<string, string>} engine
 * @property {string} search  the folder of the index
 * @property {string[]} styles
 * @property {Record<'zh' | 'en', Record<'title' | 'text' | 'again' | 'kept', string>>} words
 */

const worker = /** @type {ServiceWorkerGlobalScope & { HUICE?: List }} */ (/** @type {unknown} */ (self));
const list = /** @type {List} */ (worker.HUICE); // without one, none of what follows is called but removeAll()
const scope = new URL(worker.registration.scope);
const PREFIX = `huice ${scope.pathname} `; // sites of one owner share an origin
const FILES = `${PREFIX}files`;
const PAGES = `${PREFIX}pages ${list?.build}`;
const PATIENCE = 3000; // milliseconds for a page that is kept already
const MOST_CARRIED = 50; // pages that a new build fetches because they were kept by the one before
const BUILD = /<meta name="hc-build" content="([\w-]+)">/;

const address = (/** @type {string} */ path) => new URL(path, scope).href;
const INVENTORY = address('__files'); // in a build's cache: the paths its pages may ask for; no such file is published

if (list) {
  worker.addEventListener('install', (event) => event.waitUntil(install()));
  worker.addEventListener('activate', (event) => event.waitUntil(activate()));
  worker.addEventListener('fetch', onFetch);
  worker.addEventListener('message', onMessage);
} else {
  worker.addEventListener('install', () => worker.skipWaiting());
  worker.addEventListener('activate', (event) => event.waitUntil(removeAll()));
}

// ---- coming and going

async function install() {
  try {
    const files = await caches.open(FILES);
    await Promise.all(Object.keys(list.first).map((path) => keepFile(files, path)));
    const pages = await caches.open(PAGES);
    const wanted = new Set([...list.hubs.map(address), ...(await openPages()), ...(await carriedPages())]);
    await Promise.allSettled([...wanted].map((url) => fetchPage(url, pages)));
    const inventory = [...Object.keys({ ...list.first, ...list.used, ...list.engine }), list.search];
    await pages.put(INVENTORY, new Response(JSON.stringify(inventory)));
    await worker.skipWaiting();
  } catch (error) {
    await caches.delete(PAGES).catch(() => {});
    if (!worker.registration.active) await caches.delete(FILES).catch(() => {});
    throw error; // the browser drops this worker and tries again at a later visit
  }
}

async function activate() {
  const needed = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === FILES) continue;
    const inventory = await (await caches.open(name)).match(INVENTORY);
    if (inventory) needed.push(...(await inventory.json()));
    if (name !== PAGES) await caches.delete(name);
  }
  const files = await caches.open(FILES);
  for (const request of await files.keys()) {
    const path = pathOf(request.url);
    if (!needed.some((one) => (one.endsWith('/') ? path.startsWith(one) : path === one))) await files.delete(request);
  }
  await worker.clients.claim();
}

async function removeAll() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await worker.registration.unregister();
}

/** The pages that are open: the first of them came before there was a worker. */
async function openPages() {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.map(({ url }) => pageAddress(url)).filter((url) => url.startsWith(scope.href));
}

/** The pages kept by the builds before, the latest first. */
async function carriedPages() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${PREFIX}pages `) || name === PAGES) continue;
    found.push(...(await (await caches.open(name)).keys()).map(({ url }) => url).filter((url) => url !== INVENTORY));
  }
  return found.reverse().slice(0, MOST_CARRIED);
}

/**
 * From a page: `build` is answered with this build's name, `engine` keeps what its calculators start from.
 *
 * @param {ExtendableMessageEvent} event
 */
function onMessage(event) {
  const { data, source } = event;
  if (data?.ask === 'build') source?.postMessage({ build: list.build });
  if (data?.ask === 'engine' && data.build === list.build) event.waitUntil(keepEngine());
}

async function keepEngine() {
  try {
    const files = await caches.open(FILES);
    await Promise.all(Object.keys(list.engine).map((path) => keepFile(files, path)));
  } catch (error) {
    console.info(`Not kept for use offline: ${error instanceof Error ? error.message : error}`);
  }
}

// ---- answering

/** @param {FetchEvent} event */
function onFetch(event) {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.href) || request.headers.has('range')) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (pathOf(request.url).startsWith('assets/')) event.respondWith(file(event));
}

/**
 * A page from the network; where that is gone or takes too long, as it was kept.
 *
 * @param {FetchEvent} event
 */
async function page(event) {
  const url = pageAddress(event.request.url);
  const kept = await match(PAGES, url);
  const network = fetch(event.request, { cache: 'no-cache' }).then((response) => {
    const copy = response.clone();
    event.waitUntil(keepPage(url, copy).catch(() => {}));
    return response;
  });
  event.waitUntil(network.catch(() => {}));
  let response;
  try {
    response = await (kept && !newerSeen ? soon(network) : network);
  } catch {
    return kept ?? (await withSlash(url)) ?? noConnection(url);
  }
  return response.status >= 500 && kept ? kept : response;
}

/**
 * Hosts lead from `policies` to `policies/`; so does this.
 *
 * @param {string} url
 */
async function withSlash(url) {
  const other = `${url}/`;
  return (await match(PAGES, other)) ? Response.redirect(other) : undefined;
}

/**
 * A file that is kept, else from the network; kept if it is this build's and whole.
 *
 * @param {FetchEvent} event
 */
async function file(event) {
  const path = pathOf(event.request.url);
  const kept = await match(FILES, address(path));
  if (kept) return kept;
  const response = await fetch(event.request);
  const integrity = list.first[path] ?? list.used[path] ?? list.engine[path];
  if (response.status === 200 && (integrity || isIndex(path))) {
    const [copy, sample] = [response.clone(), response.clone()];
    event.waitUntil(keepIfWhole(path, copy, sample, integrity).catch(() => {}));
  }
  return response;
}

let newerSeen = false; // then nothing of this build is shown any more while the network answers

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function soon(promise) {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    setTimeout(() => reject(new Error('too slow')), PATIENCE);
  });
}

// ---- keeping

/**
 * Fetches a listed file unless it is kept; the browser checks the contents, and looks past its own cache if they are wrong.
 *
 * @param {Cache} files
 * @param {string} path
 */
async function keepFile(files, path) {
  const url = address(path);
  if (await files.match(url)) return;
  const integrity = list.first[path] ?? list.engine[path];
  const ask = async (/** @type {RequestCache} */ cache) => {
    const response = await fetch(url, { integrity, cache });
    if (response.status !== 200) throw new Error(`${path} is not there (status ${response.status})`);
    return response;
  };
  await files.put(url, await ask('default').catch(() => ask('reload')));
}

/**
 * Keeps a file that is passed on meanwhile, once it has come whole.
 *
 * @param {string} path
 * @param {Response} copy
 * @param {Response} sample  another copy, to be read
 * @param {string | undefined} integrity
 */
async function keepIfWhole(path, copy, sample, integrity) {
  const whole = integrity ? (await digest(sample)) === integrity : await unpacks(sample);
  if (whole) await (await caches.open(FILES)).put(address(path), copy);
  else await copy.body?.cancel();
}

/** @param {Response} response */
async function digest(response) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/**
 * The search index's own files are too many to be listed; they are packed, and packing has a checksum.
 *
 * @param {string} path
 */
const isIndex = (path) => path.startsWith(list.search) && /\.(pf_\w+|pagefind)$/.test(path);

/** @param {Response} response */
async function unpacks(response) {
  await new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer(); // throws where it is not whole
  return true;
}

/**
 * @param {string} url
 * @param {Cache} pages
 */
async function fetchPage(url, pages) {
  await keepPage(url, await fetch(url, { cache: 'no-cache' }), pages);
}

/**
 * Keeps a page of this build; one of another build means that there is another worker to be had.
 *
 * @param {string} url
 * @param {Response} response
 * @param {Cache} [pages]
 */
async function keepPage(url, response, pages) {
  if (response.status !== 200 || response.redirected || response.type === 'opaqueredirect') return;
  const copy = response.clone();
  const build = BUILD.exec(await response.text())?.[1];
  if (build === list.build) {
    await (pages ?? (await caches.open(PAGES))).put(url, copy);
  } else if (build) {
    newerSeen = true;
    if (worker.registration.active) worker.registration.update().catch(() => {}); // not waited for: the new worker takes over when this one is at rest
  }
}

/**
 * What is kept under an address; nothing where storage is in trouble.
 *
 * @param {string} cache
 * @param {string} url
 */
async function match(cache, url) {
  try {
    return (await caches.has(cache)) ? await (await caches.open(cache)).match(url) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Below the site's address, without what follows `?` or `#`.
 *
 * @param {string} url
 */
const pathOf = (url) => new URL(url).pathname.slice(scope.pathname.length);

/**
 * A page's address under all its names.
 *
 * @param {string} url
 */
function pageAddress(url) {
  return address(pathOf(url).replace(/(^|\/)index\.html$/, '$1'));
}

// ---- without a connection

/**
 * Says so in the language of the page that was wanted, and what can be read meanwhile.
 *
 * @param {string} url
 */
async function noConnection(url) {
  const english = pathOf(url).startsWith('en/');
  const words = list.words[english ? 'en' : 'zh'];
  const kept = [];
  try {
    const pages = await caches.open(PAGES);
    for (const request of await pages.keys()) {
      if (request.url === INVENTORY || pathOf(request.url).startsWith('en/') !== english) continue;
      const title = /<title>([^<]*)<\/title>/.exec((await (await pages.match(request))?.text()) ?? '')?.[1];
      if (title) kept.push(`<li><a href="${new URL(request.url).pathname}">${title}</a></li>`);
    }
  } catch {
    // then without the list
  }
  const html = `<!doctype html>
<html lang="${english ? 'en' : 'zh-Hans'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'"><meta name="color-scheme" content="light dark">
<title>${words.title}</title>${list.styles.map((path) => `<link rel="stylesheet" href="${scope.pathname}${path}">`).join('')}</head>
<body data-md-color-scheme="default"><main class="md-grid md-typeset hc-unreachable"><h1>${words.title}</h1><p>${words.text} <a href="">${words.again}</a></p>
${kept.length ? `<h2>${words.kept}</h2><ul>${kept.join('')}</ul>` : ''}</main></body></html>`;
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
