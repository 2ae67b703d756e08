// The writing half of the snapshot format; the reading half, and the format's description, is loader/pages.mjs.

import { MAGIC, PAGE, PRELUDE } from '../../docs/assets/engine/loader/pages.mjs';

/**
 * Packs a snapshot.
 *
 * @param {Uint8Array} raw  as makeMemorySnapshot() returns it
 * @param {Uint8Array} initial  the memory of the wasm file before anything ran in it
 */
export function pack(raw, initial) {
  const headerBytes = new DataView(raw.buffer, raw.byteOffset).getUint32(4, true);
  const memory = raw.slice(headerBytes);
  const staticBytes = Math.ceil((lastNonZero(initial) + 1) / PAGE) * PAGE;
  for (const [i, byte] of initial.subarray(0, staticBytes).entries()) memory[i] = (memory[i] ?? 0) ^ byte;

  const empty = new Uint8Array(PAGE);
  const pages = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    if (Buffer.compare(memory.subarray(at, at + PAGE), empty) !== 0) pages.push(at / PAGE);
  }
  const packed = new Uint8Array(PRELUDE + headerBytes + pages.length * (4 + PAGE));
  const view = new DataView(packed.buffer);
  for (const [i, word] of [MAGIC, headerBytes, staticBytes, pages.length].entries()) view.setUint32(4 * i, word, true);
  packed.set(raw.subarray(0, headerBytes), PRELUDE);
  let at = PRELUDE + headerBytes;
  for (const page of pages) {
    view.setUint32(at, page, true);
    at += 4;
  }
  for (const page of pages) {
    packed.set(memory.subarray(page * PAGE, (page + 1) * PAGE), at);
    at += PAGE;
  }
  return packed;
}

/** @param {Uint8Array} bytes */
function lastNonZero(bytes) {
  let at = bytes.length - 1;
  while (at >= 0 && bytes[at] === 0) at--;
  return at;
}
