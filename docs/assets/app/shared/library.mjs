// A library of others, loaded when it is first asked for; it rejects where it cannot be had, and the next call tries again.

import { root } from './site.mjs';

/** How often each did not come: a browser remembers under which address a module failed. @type {Map<string, number>} */
const failures = new Map();

/**
 * @param {string} path  below the folder of others' work
 * @returns {Promise<any>}
 */
export async function library(path) {
  const address = new URL(`assets/vendor/${path}`, root);
  const failed = failures.get(path) ?? 0;
  if (failed) address.search = `again=${failed}`;
  try {
    return await import(address.href);
  } catch (error) {
    failures.set(path, failed + 1);
    throw error;
  }
}
