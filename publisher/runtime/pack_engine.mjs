// {pyodide, library, engine, requests, out} → writes the engine and the part of the library it needs to `out`.

import { boot, copyIn, copyOut, printResult, readJob, runInside } from './boot.mjs';

const job = readJob();
const py = await boot(job.pyodide, job.library);
copyIn(py, job.engine, '/engine');
const result = runInside(py, 'pack_engine', '/engine', '/python.zip', job.requests);
copyOut(py, '/python.zip', job.out);
printResult(result);
