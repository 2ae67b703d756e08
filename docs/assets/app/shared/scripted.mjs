// What only a running program can do stays hidden until it runs: nobody presses a button that nobody listens to.

/** Shows the parts of `root` that this program now answers for. */
export function showScripted(root) {
  for (const part of root.querySelectorAll('[data-scripted]')) part.hidden = false;
}
