// What the form of a record knows of a place in it: which keys it takes, which words, and what they mean.

/** @import { Schema, Started } from './messages.d.ts' */

/** Keys whose values are the names of questions. */
const ASKED = new Set(['gate', 'input', 'ratio', 'of', 'main', 'share_of', 'times']);

/** @typedef {{ label: string, detail: string, isKey: boolean }} Choice */

export class Form {
  #schema;
  #started;

  /** @param {Started} started */
  constructor(started) {
    this.#schema = started.schema;
    this.#started = started;
  }

  /**
   * What may be written on a line: keys, or where a key stands already its values.
   *
   * @param {string[]} lines  of the record, up to and with the line
   * @param {string} lang
   * @returns {Choice[]}
   */
  choices(lines, lang) {
    const line = lines.at(-1) ?? '';
    const value = /^\s*(?:- )*([\w-]+):\s*(\S*)$/.exec(line);
    const path = pathOf(lines);
    if (value) return this.#values(value[1] ?? '', this.#at([...path, value[1] ?? '']), lang);
    return this.#at(path).flatMap((one) =>
      Object.entries(one.properties ?? {}).map(([label, what]) => ({ label, detail: this.#told(what), isKey: true })),
    );
  }

  /**
   * What a key means.
   *
   * @param {string[]} lines  up to and with its line
   * @param {string} key
   */
  meaning(lines, key) {
    const found = this.#at([...pathOf(lines), key]);
    const words = found.flatMap((one) => [one.description ?? '', ...(one.enum ? [one.enum.join(' · ')] : [])]);
    return [...new Set(words.filter(Boolean))].join('\n');
  }

  /**
   * @param {string} key
   * @param {Schema[]} schemas
   * @param {string} lang
   * @returns {Choice[]}
   */
  #values(key, schemas, lang) {
    const { inputs, purposes } = this.#started;
    const named = ASKED.has(key) ? inputs : key === 'purpose' ? purposes : {};
    const words = schemas.flatMap((one) => one.enum ?? (one.const ? [one.const] : []));
    return [
      ...words.map((label) => ({ label, detail: '', isKey: false })),
      ...Object.entries(named).map(([label, text]) => ({ label, detail: lang === 'zh' ? text.zh : text.en, isKey: false })),
    ];
  }

  /** @param {Schema} schema */
  #told(schema) {
    return (
      this.#branches(schema)
        .find((one) => one.description)
        ?.description?.split('\n')[0] ?? ''
    );
  }

  /** The forms that may stand at a path. @param {string[]} path */
  #at(path) {
    let found = this.#branches(this.#schema);
    for (const key of path) {
      found = found.flatMap((one) => {
        const next = one.properties?.[key] ?? Object.values(one.patternProperties ?? {})[0];
        return next ? this.#branches(next) : [];
      });
    }
    return found;
  }

  /** A form with everything it may be instead; of a list, what is in it. @param {Schema} schema @returns {Schema[]} */
  #branches(schema) {
    if (schema.$ref) {
      const target = this.#schema.$defs?.[schema.$ref.replace('#/$defs/', '')];
      return target ? this.#branches(target) : [];
    }
    const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter((one) => one.$ref || one.type || one.enum);
    const below = schema.items ? this.#branches(schema.items) : [];
    return [schema, ...others.flatMap((one) => this.#branches(one)), ...below];
  }
}

/** The keys that the last line stands below, told by how far the lines are indented. @param {string[]} lines */
export function pathOf(lines) {
  /** @type {string[]} */
  const path = [];
  let indent = keyAt(lines.at(-1) ?? '');
  for (const line of lines.slice(0, -1).reverse()) {
    const found = /^(\s*(?:- )*)([\w-]+):/.exec(line);
    if (!found || line.trimStart().startsWith('#')) continue;
    const at = (found[1] ?? '').length;
    if (at < indent) {
      path.unshift(found[2] ?? '');
      indent = at - (/- $/.test(found[1] ?? '') ? 1 : 0);
    }
    if (indent <= 0) break;
  }
  return path;
}

/** @param {string} line */
const keyAt = (line) => (/^\s*(?:- )*/.exec(line)?.[0] ?? '').length;
