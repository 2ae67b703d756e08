// {pyodide} → starts the Pyodide in that folder with its own library, and lets Python and JavaScript call each other.

import { boot, printResult, readJob } from './boot.mjs';

const job = readJob();
const py = await boot(job.pyodide);
const twice = py.runPython(`
import decimal, json
lambda text, call: json.dumps(call(str(decimal.Decimal(text) * 2)))`);
const found = twice('1.05', (/** @type {string} */ text) => `${text}!`);
if (found !== '"2.10!"') throw new Error(`Python starts and does not compute: ${found}`);
printResult({});
