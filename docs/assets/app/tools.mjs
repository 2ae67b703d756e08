// The pages that compute: calculator, plan, comparison and the home page's question. One part, because they share most of it.

import './main.mjs'; // the text's standing first
import { startCalculator } from './calculator/page.mjs';
import './compare/page.mjs';
import './plan/page.mjs';
import './home/quick.mjs';

for (const root of document.querySelectorAll('[data-calculator]')) startCalculator(root);
