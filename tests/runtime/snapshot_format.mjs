// node snapshot_format.mjs CASE: one case of test_snapshot_format.py.

import assert from 'node:assert/strict';

import { PAGE, readSnapshot, restore } from '../../docs/assets/engine/loader/pages.mjs';
import { pack } from '../../publisher/runtime/pack_snapshot.mjs';

const HEADER = 64;
const PAGES = 12;

/** Memory as the wasm file makes it: static data on the first pages, the last one half full. */
const initial = new Uint8Array(PAGES * PAGE);
for (let at = 0; at < 2.5 * PAGE; at++) initial[at] = (at * 7) % 251;

/** Memory when the snapshot was made: a little static data has changed, the heap has gaps, the stack is in use. */
const frozen = initial.slice();
frozen.set([1, 2, 3], 10);
frozen.set([4, 5, 6], 2.5 * PAGE + 100);
frozen.set([7, 8, 9], 5 * PAGE - 1);
frozen.set([10, 11], 9 * PAGE + 5);

/** As makeMemorySnapshot() returns it: the second word of the header says how long the header is. */
const raw = new Uint8Array(HEADER + frozen.length);
new DataView(raw.buffer).setUint32(4, HEADER, true);
raw.set(frozen, HEADER);

const stream = (/** @type {Uint8Array} */ bytes) =>
  new ReadableStream({
    start(controller) {
      // In pieces that fit nothing.
      for (let at = 0; at < bytes.length; at += 1000) controller.enqueue(bytes.subarray(at, at + 1000));
      controller.close();
    },
  });

/**
 * @param {Uint8Array} bytes
 * @param {Uint8Array} memory
 */
async function roundTrip(bytes, memory) {
  const { header, staticBytes, pages } = await readSnapshot(stream(bytes));
  assert.deepEqual(header, raw.subarray(0, HEADER));
  restore(memory, await pages, initial.slice(0, staticBytes));
  assert.deepEqual(memory, frozen);
}

/** @type {Record<string, () => Promise<void>>} */
const cases = {
  'restores the memory': () => roundTrip(pack(raw, initial), initial.slice()),
  'clears what the start wrote': () => {
    const used = initial.slice();
    for (let page = 0; page < PAGES; page++) used.fill(255, page * PAGE + 20, page * PAGE + 300);
    return roundTrip(pack(raw, initial), used);
  },
  'refuses another kind of file': () => assert.rejects(readSnapshot(stream(new Uint8Array(1000))), /no snapshot/),
  'refuses a short file': async () => {
    const { pages } = await readSnapshot(stream(pack(raw, initial).subarray(0, -1)));
    await assert.rejects(pages, /cut short/);
  },
  'refuses a long file': async () => {
    const { pages } = await readSnapshot(stream(Uint8Array.of(...pack(raw, initial), 0)));
    await assert.rejects(pages, /too long/);
  },
};

await cases[process.argv[2] ?? '']?.();
