// What only a running program can do stays hidden until it runs: nobody presses a button that nobody listens to.

import { parts } from './dom.mjs';

/**
 * Shows the parts of `root` that this program now answers for.
 *
 * @param {ParentNode} root
 */
export function showScripted(root) {
  for (const one of parts(root, '[data-scripted]')) one.hidden = false;
}
