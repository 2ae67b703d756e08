// What the three build scripts share: the job they are given, and a Pyodide that sees nothing of this machine.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Node would print the line of Pyodide that threw, which is a megabyte long.
const { stderr, exit } = process;
process.on('uncaughtException', (error) => {
  stderr.write(`${error.stack}\n`, () => exit(1));
});

/** The job, a JSON object on standard input. */
export const readJob = () => JSON.parse(fs.readFileSync(0, 'utf8'));

/** @import { PyodideAPI, PyodideConfig } from 'pyodide' */

/**
 * Standard output carries the result and nothing else.
 *
 * @param {unknown} result
 */
export const printResult = (result) => fs.writeSync(1, JSON.stringify(result));

/**
 * Stops the clocks and takes the chance out of randomness, so that two builds give the same bytes.
 * The loader seeds the generators anew in every browser.
 */
export function freeze() {
  const frozenAt = Date.UTC(2026, 0, 1);
  Date.now = () => frozenAt;
  performance.now = () => 0;
  /**
   * @template {ArrayBufferView} T
   * @param {T} array
   */
  const constant = (array) => {
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(7);
    return array;
  };
  Object.assign(globalThis.crypto, { getRandomValues: constant });
  Object.assign(process.getBuiltinModule('node:crypto'), { randomFillSync: constant });
}

/**
 * Starts a Pyodide.
 *
 * @param {string} pyodide  the folder it is in
 * @param {string} [stdlib]  its standard library; its own when there is none
 * @param {PyodideConfig} [options]
 */
export async function boot(pyodide, stdlib, options = {}) {
  freeze();
  const folder = path.resolve(pyodide) + path.sep;
  const { info } = JSON.parse(fs.readFileSync(`${folder}pyodide-lock.json`, 'utf8'));
  /** @type {typeof import('pyodide')} */
  const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href);
  return loadPyodide({
    indexURL: folder,
    packageBaseUrl: folder,
    lockFileContents: { info, packages: {} },
    ...(stdlib && { stdLibURL: path.resolve(stdlib) }),
    // HOME is where a browser has it; without LANG node's would be used. What is compiled knows its lines, not columns.
    env: { HOME: '/home/pyodide', LANG: 'C.UTF-8', PYTHONHASHSEED: '0', PYTHONNODEBUGRANGES: '1' },
    _sysExecutable: './this.program',
    stdout: (line) => process.stderr.write(`${line}\n`),
    ...options,
  });
}

/**
 * Runs `main` of a Python module of the package `inside` in the runtime, and forgets the package again.
 * Arguments and result go as JSON: no object of JavaScript may be alive in Python when a snapshot is made.
 *
 * @param {PyodideAPI} py
 * @param {string} module
 * @param {...unknown} args
 */
export function runInside(py, module, ...args) {
  copyIn(py, fileURLToPath(new URL('inside', import.meta.url)), '/build/inside');
  const job = JSON.stringify(JSON.stringify(args));
  const globals = py.toPy({});
  try {
    return JSON.parse(
      py.runPython(
        `
import json, sys
sys.path.insert(0, "/build")
from inside import ${module}
result = json.dumps(${module}.main(*json.loads(${job})))
sys.path.remove("/build")
for name, loaded in list(sys.modules.items()):
    if (getattr(loaded, "__file__", None) or "").startswith("/build/"):
        del sys.modules[name]
result`,
        { globals },
      ),
    );
  } finally {
    globals.destroy();
  }
}

/**
 * Copies a folder of this machine into the runtime's file system.
 *
 * @param {PyodideAPI} py
 * @param {string} from
 * @param {string} to
 */
export function copyIn(py, from, to) {
  py.FS.mkdirTree(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const source = path.join(from, entry.name);
    if (entry.isDirectory()) copyIn(py, source, `${to}/${entry.name}`);
    else py.FS.writeFile(`${to}/${entry.name}`, fs.readFileSync(source));
  }
}

/**
 * Copies a file of the runtime's file system to this machine.
 *
 * @param {PyodideAPI} py
 * @param {string} from
 * @param {string} to
 */
export const copyOut = (py, from, to) => fs.writeFileSync(to, py.FS.readFile(from));
