// The page's side of the engine: starts the worker, asks it, and keeps every trouble away from the page.
//
//   const engine = startEngine({ base, manifest, onState });
//   const answer = await engine.call({ … });        // an object of the engine, SUPERSEDED or FAILED
//
// States: idle → starting → ready, or failed (start() tries again). Nothing here throws into the page; what goes wrong
// is told in the console, with its reason.

import { FAILED, RequestQueue, SUPERSEDED } from './queue.mjs';

export { FAILED, SUPERSEDED };

// A slow line needs a minute and more for the runtime; an answer takes milliseconds.
const START_TIMEOUT = 120_000;
const ANSWER_TIMEOUT = 15_000;

/** @import { Answer, FromWorker, Manifest, Operation, Request, State, ToWorker } from './messages.d.ts' */

/**
 * @typedef {object} Options
 * @property {URL} base  address of the folder the runtime is published in
 * @property {string | Manifest} manifest  its name in that folder, or the manifest itself where the page carries it
 * @property {((state: State, detail: string) => void) | undefined} onState  called at every change
 * @property {boolean} plain  whether to start without the memory snapshot
 * @property {number} startTimeout  milliseconds
 * @property {number} answerTimeout  milliseconds
 */

/**
 * Makes an engine.
 *
 * @param {object} options  see above; what is not given is as usual
 * @param {string | URL} options.base
 * @param {Options['manifest']} options.manifest
 * @param {Options['onState']} [options.onState]
 * @param {(start: () => void) => void} [options.when]  is given start() and calls it in its time (see intent.mjs); at once without it
 * @param {boolean} [options.plain]
 * @param {number} [options.startTimeout]
 * @param {number} [options.answerTimeout]
 */
export function startEngine({
  base,
  manifest,
  onState,
  when,
  plain = false,
  startTimeout = START_TIMEOUT,
  answerTimeout = ANSWER_TIMEOUT,
}) {
  const engine = new Engine({ base: new URL(base, document.baseURI), manifest, onState, plain, startTimeout, answerTimeout });
  if (when) when(() => engine.start());
  else engine.start();
  return engine;
}

export class Engine {
  #options;
  /** @type {State} */
  #state = 'idle';
  #detail = '';
  /** @type {Worker | undefined} */
  #worker;
  #timer = 0;
  #queue = new RequestQueue();
  #mayRestart = true; // once, until there is an answer

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
  }

  get state() {
    return this.#state;
  }

  /** How it started ('snapshot' or 'plain') when ready; why it failed when failed. */
  get detail() {
    return this.#detail;
  }

  /** Starts Python unless it has been; the same after it failed. */
  start() {
    if (this.#state === 'starting' || this.#state === 'ready') return;
    this.#mayRestart = true;
    this.#startWorker(this.#options.plain);
  }

  /**
   * Asks the engine. Of several requests on one channel only the latest matters: an older one, waiting or under way,
   * is answered with SUPERSEDED. Starts Python if nothing has yet.
   *
   * @template {Operation} Op
   * @param {Request<Op>} request
   * @param {{ channel?: string, patience?: number | undefined }} [options]  `patience` in milliseconds, where an answer may take its time
   * @returns {Promise<Answer<Op> | typeof SUPERSEDED | typeof FAILED>}
   */
  call(request, { channel = '', patience } = {}) {
    const answer = this.#queue.add(channel, request, patience);
    if (this.#state === 'idle') this.start();
    if (this.#state === 'failed') this.#queue.giveUp();
    if (this.#state === 'ready') this.#askNext();
    return answer;
  }

  /**
   * Whoever waits for an answer on a channel waits no more, and is told SUPERSEDED.
   *
   * @param {string} channel
   */
  drop(channel) {
    this.#queue.drop(channel);
  }

  /** Ends the worker; start() or call() begins anew. */
  stop() {
    this.#endWorker();
    this.#queue.giveUp();
    this.#enter('idle');
  }

  /** @param {boolean} plain */
  #startWorker(plain) {
    this.#enter('starting');
    this.#expectWithin(this.#options.startTimeout, 'the start took too long');
    try {
      const worker = new Worker(new URL('../engine/worker.mjs', import.meta.url), { type: 'module', name: 'engine' });
      this.#worker = worker;
      worker.onmessage = ({ data }) => this.#heard(data);
      // Its script did not load, or the browser knows no module workers.
      worker.onerror = (event) => {
        event.preventDefault();
        this.#trouble(event.message || 'the worker did not start');
      };
      const { base, manifest } = this.#options;
      this.#send({ start: { base: base.href, manifest, plain } });
    } catch (error) {
      this.#fail(String(error));
    }
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
  }

  /** @param {FromWorker} message */
  #heard(message) {
    if ('ready' in message) {
      clearTimeout(this.#timer);
      this.#enter('ready', message.ready);
      this.#askNext();
    } else if ('failed' in message) {
      this.#fail(message.failed);
    } else if ('broken' in message) {
      this.#trouble(message.broken);
    } else {
      const told = this.#queue.answered(message.id, message.answer);
      if (!told) return;
      clearTimeout(this.#timer);
      this.#mayRestart = true;
      if ('fault' in told) console.error(`The engine failed over an answer. ${told.fault}`); // the visitor has a sentence
      this.#askNext();
    }
  }

  #askNext() {
    const next = this.#queue.next();
    if (!next) return;
    const { patience = this.#options.answerTimeout, ...message } = next;
    this.#expectWithin(patience, 'an answer took too long');
    this.#send(message);
  }

  /**
   * @param {number} milliseconds
   * @param {string} complaint
   */
  #expectWithin(milliseconds, complaint) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#trouble(complaint), milliseconds);
  }

  /**
   * Python hangs or broke: a new worker may do better, by the plainer way; twice in a row is once too often.
   *
   * @param {string} reason
   */
  #trouble(reason) {
    if (!this.#mayRestart) return this.#fail(reason);
    this.#mayRestart = false;
    console.warn(`The engine is started again: ${reason}`);
    this.#endWorker();
    this.#queue.askAgain();
    return this.#startWorker(true);
  }

  /** @param {string} reason */
  #fail(reason) {
    console.error(`The engine cannot be had: ${reason}`);
    this.#endWorker();
    this.#enter('failed', reason);
    this.#queue.giveUp();
  }

  #endWorker() {
    clearTimeout(this.#timer);
    if (!this.#worker) return;
    // What the dying worker still says (Python breaks when it is torn out of a call) is not about its successor.
    this.#worker.onmessage = this.#worker.onerror = null;
    this.#worker.terminate();
    this.#worker = undefined;
  }

  /** @param {State} state */
  #enter(state, detail = '') {
    if (state === this.#state && detail === this.#detail) return;
    this.#state = state;
    this.#detail = detail;
    performance.mark(`engine-${state}`); // for whoever measures or waits for it
    try {
      this.#options.onState?.(state, detail);
    } catch (error) {
      console.error(error); // the page's own mistake: shown, but not the engine's end
    }
  }
}
