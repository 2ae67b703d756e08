// {pyodide, out} → writes the whole standard library, compiled, to `out`.
// Pyodide ships its library as source: compiling it on every page is 84 % of a stock start.

import { boot, copyOut, printResult, readJob, runInside } from './boot.mjs';

const job = readJob();
const py = await boot(job.pyodide);
const result = runInside(py, 'compile_library', '/library.zip');
copyOut(py, '/library.zip', job.out);
printResult(result);
