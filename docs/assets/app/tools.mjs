// The pages that compute: calculator, plan, comparison and the home page's question. One part, because they share most of it.

import './main.mjs'; // the text's standing first
import { Calculator } from './calculator/page.mjs';
import { Comparison } from './compare/page.mjs';
import { Quick } from './home/quick.mjs';
import { Planner } from './plan/page.mjs';
import { parts } from './shared/dom.mjs';

for (const root of parts(document, '[data-calculator]')) new Calculator(root);
for (const root of parts(document, '[data-compare]')) new Comparison(root);
for (const root of parts(document, '[data-plan]')) new Planner(root);
for (const root of parts(document, '[data-quick]')) new Quick(root);
