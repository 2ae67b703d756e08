// Requests on their way to the engine: one is under way, and per channel the latest waits.

/** Answer to a request whose place a newer one has taken: whoever asked has nothing to do. */
export const SUPERSEDED = 'superseded';

/** Answer when Python cannot be had: the page keeps what it shows and says so. */
export const FAILED = 'failed';

/** @import { Answer } from './messages.d.ts' */

/**
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} channel
 * @property {string} request  as JSON
 * @property {number | undefined} patience  milliseconds that its answer may take; as usual where it says nothing
 * @property {(answer: any) => void} resolve
 * @property {boolean} [again]  whether it has cost a worker already
 */

export class RequestQueue {
  /** @type {Map<string, Entry>} */
  #waiting = new Map(); // by channel, the oldest channel first
  /** @type {Entry | null} */
  #current = null;
  #count = 0;

  /**
   * Takes a request in; the promise is for its answer.
   *
   * @param {string} channel
   * @param {object} request
   * @param {number} [patience]
   * @returns {Promise<any>}
   */
  add(channel, request, patience) {
    this.drop(channel);
    this.#waiting.delete(channel); // the latest stands behind the other channels
    return new Promise((resolve) => {
      this.#waiting.set(channel, { id: ++this.#count, channel, request: JSON.stringify(request), patience, resolve });
    });
  }

  /**
   * Nobody waits for an answer on this channel any more; what was asked is asked all the same, Python may be at it already.
   *
   * @param {string} channel
   */
  drop(channel) {
    this.#waiting.get(channel)?.resolve(SUPERSEDED);
    if (this.#current?.channel === channel) this.#current.resolve(SUPERSEDED);
  }

  /** The next request to send, or null while one is under way or none waits. */
  next() {
    const [entry] = this.#waiting.values();
    if (this.#current || !entry) return null;
    this.#waiting.delete(entry.channel);
    this.#current = entry;
    return { id: entry.id, request: entry.request, patience: entry.patience };
  }

  /**
   * Passes an answer on and returns it; null if it is not the one that is under way.
   *
   * @param {number} id
   * @param {string} text
   * @returns {Answer | null}
   */
  answered(id, text) {
    if (this.#current?.id !== id) return null;
    /** @type {Answer} */
    const answer = JSON.parse(text);
    this.#current.resolve(answer);
    this.#current = null;
    return answer;
  }

  /**
   * The worker is gone: what was under way waits again, behind the others, unless a newer request has its channel.
   * What has cost two workers is given up.
   */
  askAgain() {
    const lost = this.#current;
    this.#current = null;
    if (!lost || this.#waiting.has(lost.channel)) return;
    if (lost.again) {
      lost.resolve(FAILED);
    } else {
      this.#waiting.set(lost.channel, { ...lost, again: true });
    }
  }

  /** There will be no answers. */
  giveUp() {
    for (const entry of [this.#current, ...this.#waiting.values()]) entry?.resolve(FAILED);
    this.#current = null;
    this.#waiting.clear();
  }
}
