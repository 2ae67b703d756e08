// {script, out} → writes the script to `out`, said with fewer characters.

import fs from 'node:fs';
import { transformSync } from 'esbuild';

import { printResult, readJob } from './boot.mjs';

const job = readJob();
// A direct eval could ask for any name, so none could be made shorter. Our pages forbid eval anyhow.
const script = fs.readFileSync(job.script, 'utf8').replace(/(?<![\w$.])eval\(/g, '(0,eval)(');
const { code } = transformSync(script, { minify: true, format: 'esm', target: 'esnext', charset: 'utf8' });
fs.writeFileSync(job.out, code);
printResult({});
