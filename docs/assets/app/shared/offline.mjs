// The page's side of the service worker (docs/sw.js): brings it in when the page has nothing better to do, says when
// there is a new version, and lets the visitor switch it off, which removes all it kept.

import { savesData, whenIdle } from '../../engine/intent.mjs';
import { afterStart, onMark, unlessStarting } from '../../engine/marks.mjs';
import { button, element } from './dom.mjs';
import { build, isPreview, root } from './site.mjs';
import { kept } from './storage.mjs';
import { say } from './words.mjs';

const PREFIX = `huice ${root.pathname} `; // of the caches' names, as in sw.js
const USERS = '[data-calculator], [data-plan], [data-compare]'; // of Python, which they start by themselves
const CALM = 3000; // milliseconds from Python's start, in which it answers and the page draws
const LOOK_AGAIN = 3_600_000; // milliseconds after which a page that is looked at again asks for a new version

const isOff = () => kept.get('offline') === 'off';

/** The browser's service workers; null where it has none (some private windows, http) or forbids to ask (a frame that is walled off). */
function serviceWorkers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/** Brings the worker in, unless the visitor, the line or the frame is against it. */
export function startOffline() {
  const container = serviceWorkers();
  if (!container || !build) return;
  const offline = new Offline(container);
  const quietly = (/** @type {() => Promise<void>} */ act) => () => whenIdle(() => act().catch(() => {})); // full or private: without it
  if (isPreview || isOff()) quietly(() => offline.remove())();
  else if (!savesData()) afterEngine(quietly(() => offline.register()));
}

/**
 * Python's first answer comes first.
 *
 * @param {() => void} callback
 */
function afterEngine(callback) {
  if (document.querySelector(USERS)) afterStart(() => setTimeout(callback, CALM));
  else unlessStarting(callback);
}

class Offline {
  #container;
  #isEngineReady = false;

  /** @param {ServiceWorkerContainer} container */
  constructor(container) {
    this.#container = container;
  }

  async register() {
    const container = this.#container;
    const registration = await container.register(new URL('sw.js', root).href, { scope: root.pathname, updateViaCache: 'none' });
    await container.ready;
    let tookOver = false; // a worker that takes over while the page is open is of the page's build or of a later one
    container.addEventListener('message', async ({ data, source }) => {
      if (!data?.build || data.build === build) return;
      if (tookOver || (source instanceof ServiceWorker && (await isNewest(source, registration)))) announce();
    });
    container.addEventListener('controllerchange', () => {
      tookOver = true;
      this.#tell({ ask: 'build' });
      if (this.#isEngineReady) this.#keepEngine();
    });
    this.#tell({ ask: 'build' });
    onMark(['engine-ready'], () => {
      this.#isEngineReady = true;
      this.#keepEngine();
    });
    let looked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_AGAIN) return;
      looked = Date.now();
      registration.update().catch(() => {});
    });
  }

  /** Takes the worker away and deletes what it kept. */
  async remove() {
    for (const registration of await this.#container.getRegistrations()) {
      if (registration.scope === root.href) await registration.unregister();
    }
    for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  }

  /** What a calculator has fetched it will want without a connection too; by now the browser has it at hand. */
  #keepEngine() {
    this.#tell({ ask: 'engine', build });
  }

  /** @param {{ ask: 'build' } | { ask: 'engine', build: string }} message */
  #tell(message) {
    this.#container.controller?.postMessage(message);
  }
}

/**
 * Whether there is no newer worker than this one; the page, which came from the network, may well be newer.
 *
 * @param {ServiceWorker} worker
 * @param {ServiceWorkerRegistration} registration
 */
async function isNewest(worker, registration) {
  try {
    await registration.update();
  } catch {
    return false; // no connection: nobody knows
  }
  return worker === registration.active && !registration.installing && !registration.waiting;
}

/** A polite notice that can wait: this page goes on as it is. */
function announce() {
  if (document.querySelector('.hc-notice')) return;
  const notice = element('div', 'hc-notice');
  notice.setAttribute('role', 'status');
  document.body.append(notice); // the text comes after it, so that it is read out
  notice.append(
    element('p', '', say('offline.updated')),
    button(say('offline.reload'), () => location.reload()),
    button(say('offline.dismiss'), () => notice.remove()),
  );
}

/**
 * The switch: a tick box in a sentence, and what it means now.
 *
 * @param {Element} place
 */
export function showSwitch(place) {
  const container = serviceWorkers();
  const offline = container && new Offline(container);
  const label = element('label');
  const box = element('input');
  const state = element('p');
  state.setAttribute('role', 'status');
  Object.assign(box, { type: 'checkbox', checked: !isOff(), disabled: !offline });
  const tell = () => {
    state.textContent = say(offline ? `offline.${box.checked ? 'on' : 'off'}` : 'offline.unable');
  };
  box.addEventListener('change', async () => {
    kept.set('offline', box.checked ? 'on' : 'off');
    try {
      await (box.checked ? offline?.register() : offline?.remove());
      tell();
    } catch {
      state.textContent = say('offline.unable');
    }
  });
  tell();
  label.append(box, ` ${say('offline.switch')}`);
  place.replaceChildren(label, state);
}
