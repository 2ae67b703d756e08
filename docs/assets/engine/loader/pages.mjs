// The snapshot's format, and putting it back into memory.
//
//   4 × u32   magic, bytes of the header, bytes of static data (whole pages), number of pages; little-endian
//   header    what Pyodide puts before a snapshot: its build id and the JavaScript objects that Python refers to
//   u32 …     which pages follow, ascending
//   pages     4096 bytes each; all others are zero
//
// Below "bytes of static data" a page holds its difference (XOR) from what the wasm file itself puts there, which is
// nearly always nothing: 23 MB of memory become 8, and gzip takes them to below 3.

export const MAGIC = 0x4e534348; // "HCSN"
export const PRELUDE = 16;
export const PAGE = 4096;

/**
 * @typedef {object} Pages
 * @property {Uint32Array} index  which pages they are, ascending
 * @property {Uint8Array} content  one after the other
 */

/**
 * Reads a snapshot from a stream of its unpacked bytes; the header is there before the pages are.
 *
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<{ header: Uint8Array, staticBytes: number, pages: Promise<Pages> }>}
 */
export async function readSnapshot(stream) {
  const source = new Source(stream.getReader());
  const [magic, headerBytes = 0, staticBytes = 0, count = 0] = new Uint32Array(await source.take(PRELUDE));
  if (magic !== MAGIC) throw new Error('this is no snapshot');
  const header = new Uint8Array(await source.take(headerBytes));
  const pages = source.take(count * (4 + PAGE)).then(async (buffer) => {
    await source.end();
    return { index: new Uint32Array(buffer, 0, count), content: new Uint8Array(buffer, 4 * count) };
  });
  pages.catch(() => {}); // whoever waits for them is told
  return { header, staticBytes, pages };
}

/** A stream that is read in pieces of a wanted size. */
class Source {
  #reader;
  /** @type {Uint8Array} */
  #rest = new Uint8Array(0);

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  constructor(reader) {
    this.#reader = reader;
  }

  /**
   * The next `size` bytes.
   *
   * @param {number} size
   */
  async take(size) {
    const taken = new Uint8Array(size);
    for (let filled = 0; filled < size; ) {
      if (this.#rest.length === 0 && !(await this.#more())) throw new Error('the snapshot is cut short');
      const piece = this.#rest.subarray(0, size - filled);
      taken.set(piece, filled);
      filled += piece.length;
      this.#rest = this.#rest.subarray(piece.length);
    }
    return taken.buffer;
  }

  /** Reads to the end, where gzip compares its checksum, and accepts nothing more. */
  async end() {
    if (this.#rest.length > 0 || (await this.#more())) throw new Error('the snapshot is too long');
  }

  async #more() {
    const { done, value } = await this.#reader.read();
    if (!done) this.#rest = value;
    return !done;
  }
}

/**
 * Makes `memory` what it was when the snapshot was made.
 *
 * @param {Uint8Array} memory
 * @param {Pages} pages
 * @param {Uint8Array} initial  a copy of its static part from before the runtime's own initialisation wrote to it
 */
export function restore(memory, { index, content }, initial) {
  memory.set(initial);
  const words = new Uint32Array(memory.buffer);
  const stored = new Uint32Array(content.buffer, content.byteOffset, content.length / 4);
  let restored = initial.length; // up to here memory is as it was
  index.forEach((page, k) => {
    const at = page * PAGE;
    if (at < initial.length) {
      for (let to = at / 4, from = (k * PAGE) / 4, end = to + PAGE / 4; to < end; to++, from++) {
        words[to] = /** @type {number} */ (words[to]) ^ /** @type {number} */ (stored[from]);
      }
    } else {
      memory.fill(0, restored, at);
      memory.set(content.subarray(k * PAGE, (k + 1) * PAGE), at);
      restored = at + PAGE;
    }
  });
  memory.fill(0, restored);
}
