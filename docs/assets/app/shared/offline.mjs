// The page's side of the service worker (docs/sw.js): brings it in when the page has nothing better to do, says when
// there is a new version, and lets the visitor switch it off, which removes all it kept.

import { savesData, whenIdle } from '../../engine/intent.mjs';
import { afterStart, onMark } from '../../engine/marks.mjs';
import { button, element } from './dom.mjs';
import { build, isPreview, root } from './site.mjs';
import { kept } from './storage.mjs';
import { say } from './words.mjs';

const PREFIX = `huice ${root.pathname} `; // of the caches' names, as in sw.js
const USERS = '[data-calculator], [data-plan], [data-compare], [data-quick]'; // of Python
const CALM = 3000; // milliseconds from Python's start, in which it answers and the page draws
const LOOK_AGAIN = 3_600_000; // milliseconds after which a page that is looked at again asks for a new version

const container = navigator.serviceWorker; // absent in some private windows and on http
const isOff = () => kept.get('offline') === 'off';

/** Brings the worker in, unless the visitor, the line or the frame is against it. */
export function startOffline() {
  if (!container || !build) return;
  if (isPreview || isOff()) whenIdle(() => remove().catch(() => {}));
  else if (!savesData()) afterEngine(() => whenIdle(() => register().catch(() => {}))); // full or private: without it
}

/**
 * Python's first answer comes first.
 *
 * @param {() => void} callback
 */
function afterEngine(callback) {
  if (document.querySelector(USERS)) afterStart(() => setTimeout(callback, CALM));
  else callback();
}

async function register() {
  const registration = await container.register(new URL('sw.js', root).href, { scope: root.pathname, updateViaCache: 'none' });
  await container.ready;
  let tookOver = false; // a worker that takes over while the page is open is of the page's build or of a later one
  container.addEventListener('message', async ({ data, source }) => {
    if (!data?.build || data.build === build) return;
    if (tookOver || (source instanceof ServiceWorker && (await isNewest(source, registration)))) announce();
  });
  container.addEventListener('controllerchange', () => {
    tookOver = true;
    container.controller?.postMessage({ ask: 'build' });
    if (engineReady) keepEngine();
  });
  container.controller?.postMessage({ ask: 'build' });
  whenEngineReady(keepEngine);
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_AGAIN) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
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

let engineReady = false;

/**
 * A calculator has started Python.
 *
 * @param {() => void} callback
 */
function whenEngineReady(callback) {
  onMark(['engine-ready'], () => {
    engineReady = true;
    callback();
  });
}

/** What a calculator has fetched it will want without a connection too; by now the browser has it at hand. */
function keepEngine() {
  container.controller?.postMessage({ ask: 'engine', build });
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

/** Takes the worker away and deletes what it kept. */
async function remove() {
  for (const registration of await container.getRegistrations())
    if (registration.scope === root.href) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

/**
 * The switch: a tick box in a sentence, and what it means now.
 *
 * @param {Element} place
 */
export function showSwitch(place) {
  const label = element('label');
  const box = element('input');
  const state = element('p');
  state.setAttribute('role', 'status');
  Object.assign(box, { type: 'checkbox', checked: !isOff(), disabled: !container });
  const tell = () => {
    state.textContent = say(container ? `offline.${box.checked ? 'on' : 'off'}` : 'offline.unable');
  };
  box.addEventListener('change', async () => {
    kept.set('offline', box.checked ? 'on' : 'off');
    try {
      await (box.checked ? register() : remove());
      tell();
    } catch {
      state.textContent = say('offline.unable');
    }
  });
  tell();
  label.append(box, ` ${say('offline.switch')}`);
  place.replaceChildren(label, state);
}
