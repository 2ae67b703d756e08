// @ts-nocheck
// What a visitor takes away: a link, a printed page, files, the code that works it out again, the code that embeds it.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { caseAddress } from '../shared/address.mjs';
import { copy } from '../shared/clipboard.mjs';
import { embedCode } from '../shared/embed.mjs';
import { save } from '../shared/save.mjs';
import { lang, say } from '../shared/words.mjs';

const TYPES = { csv: 'text/csv;charset=utf-8', json: 'application/json' };

/**
 * Brings the buttons below the answer to life.
 *
 * root     the calculator
 * request  gives what Python is asked for, without `op`; null where what is typed is no answer
 * shared   gives the inputs, day and version that a link carries
 */
export function startTakeaway(root, { engine, request, shared }) {
  const section = root.querySelector('[data-take]');
  const told = section.querySelector('[data-take-told]');
  const address = section.querySelector('[data-take-address]');
  const recap = root.querySelector('[data-recap]');
  const code = section.querySelector('[data-take-code]');
  const embed = section.querySelector('[data-take-embed]');

  const link = (options = {}) => new URL(caseAddress(shared().inputs, { ...shared(), ...options }), location.href).href;

  /** The case as Python writes it; null with a sentence where it cannot be had. */
  async function files() {
    const answer = await engine.call({ ...request(), op: 'case', address: link() }, { channel: 'case' });
    if (answer === SUPERSEDED) return null;
    if (answer !== FAILED && answer.ok) return answer.files;
    told.textContent = say(answer === FAILED ? 'script.file-failed' : 'script.file-refused');
    return null;
  }

  section.querySelector('[data-take-link]').addEventListener('click', async () => {
    address.value = link();
    const done = await copy(address.value);
    address.hidden = done;
    told.textContent = say(done ? 'script.link-copied' : 'script.link-by-hand');
    if (!done) address.select();
  });
  section.querySelector('[data-take-print]').addEventListener('click', () => print());
  for (const button of section.querySelectorAll('[data-take-file]')) {
    button.addEventListener('click', async () => {
      const made = await files();
      const ending = button.dataset.takeFile;
      if (made) save(new Blob([made[ending]], { type: TYPES[ending] }), `${made.name}.${ending}`);
      if (made) told.textContent = say('script.file-ready', { name: `${made.name}.${ending}` });
    });
  }
  for (const button of section.querySelectorAll('[data-take-copy]')) {
    button.addEventListener('click', async () => {
      const text = section.querySelector(`[data-take-text="${button.dataset.takeCopy}"]`).textContent;
      told.textContent = say((await copy(text)) ? 'script.copied' : 'script.not-copied');
    });
  }
  code.addEventListener('toggle', refresh);
  embed.addEventListener('toggle', refresh);
  addEventListener('beforeprint', () => {
    const { on, version } = shared();
    recap.textContent = say('script.recap', {
      title: document.querySelector('h1').textContent.trim(),
      on,
      version,
      address: link(),
    });
    recap.lang = lang === 'zh' ? 'zh-Hans' : 'en';
  });

  /** What is open and shows the case is brought up to it. */
  async function refresh() {
    if (embed.open) write('embed', embedCode(link({ embed: true, on: null, version: null }), document.title));
    if (!code.open) return;
    const made = await files();
    if (!made) return;
    write('python', made.python);
    write('command', made.command);
  }

  function write(name, text) {
    section.querySelector(`[data-take-text="${name}"]`).textContent = text;
  }

  return {
    /** The case has changed: what was said of the one before is taken back. */
    changed() {
      told.textContent = '';
      address.hidden = true;
      refresh();
    },
  };
}
