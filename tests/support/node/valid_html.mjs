// Validates pages and parts of pages by html-validate: what it finds, as lines of text.
//
//   in   { config, pages: { name: html } }
//   out  ["name:line rule: message"]

import fs from 'node:fs';

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const { config, pages } = JSON.parse(fs.readFileSync(0, 'utf8'));
const validator = new HtmlValidate(new StaticConfigLoader(config));
const found = [];
for (const [name, html] of Object.entries(pages)) {
  const { results } = await validator.validateString(html, name);
  for (const { line, ruleId, message } of results.flatMap((result) => result.messages))
    found.push(`${name}:${line} ${ruleId}: ${message}`);
}
process.stdout.write(JSON.stringify({ found }));
