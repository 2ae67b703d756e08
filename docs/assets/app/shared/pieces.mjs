// Work in pieces. What can wait is done after the page has been drawn, in a task of its own: nothing blocks for long, and
// what has to know the page's layout (the address does, when it is changed, and so does a chart) finds it made already.

const UNDRAWN = 100; // milliseconds until a page that nobody sees, and that is not drawn, goes on

/**
 * A piece of work that can wait.
 *
 * soon() has it done after the next drawing, once, however often it is asked for; now() does it at once if it is owed;
 * drop() takes it back.
 *
 * @param {() => void} work
 */
export function pieceOf(work) {
  /** @type {{ task: number, frame: number } | null} */
  let owed = null;

  function drop() {
    if (!owed) return;
    cancelAnimationFrame(owed.frame);
    clearTimeout(owed.task);
    owed = null;
  }

  function now() {
    if (!owed) return;
    drop();
    work();
  }

  function soon() {
    if (owed) return;
    const task = setTimeout(now, UNDRAWN);
    owed = { task, frame: requestAnimationFrame(drawing) };
  }

  /** The drawing begins: what follows it is a task that is asked for now. */
  function drawing() {
    if (!owed) return;
    clearTimeout(owed.task);
    owed.task = setTimeout(now);
  }

  return { soon, now, drop };
}
