// Whether an answer is the answer to what form and address say. Where it is not, it is marked: such an answer is dimmed, and
// not printed (css/answer.css, css/plan.css). Whoever marks it says why.

/** @typedef {'corners' | 'calculating' | 'live' | 'refused'} State */
/** @typedef {'' | 'words' | 'all'} Stale  what of it belongs to another case: nothing, all but the amount, or all */

/**
 * How an answer has come about, or why there is none.
 *
 * @param {HTMLElement} answer
 * @param {State} state
 */
export function setState(answer, state) {
  answer.dataset.state = state;
}

/**
 * What of it belongs to another case.
 *
 * @param {HTMLElement} answer
 * @param {Stale} stale
 */
export function setStale(answer, stale) {
  if (stale) answer.dataset.stale = stale;
  else delete answer.dataset.stale;
}
