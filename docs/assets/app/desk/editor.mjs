// The record in a real editor. It stands in a shadow root, where its own style sheets are adopted, not written into the page, so
// that the page's policy on styles stays as strict as everywhere.

import { root } from '../shared/site.mjs';
import { lang } from '../shared/words.mjs';

/** @import { Finding, Work } from './messages.d.ts' */
/** @import { Form } from './schema.mjs' */
/** @typedef {typeof import('../../../../publisher/press/codemirror.mjs')} CodeMirror */

const PAUSE = 150; // milliseconds after the last key

const SEVERITY = /** @type {const} */ ({ wrong: 'error', gaps: 'warning', untranslated: 'info', guesses: 'hint' });

/** @returns {Promise<CodeMirror>} */
export const loadCodeMirror = () => import(new URL('assets/vendor/codemirror/codemirror.mjs', root).href);

export class Editor {
  #mirror;
  #view;
  #extensions;
  #timer = 0;

  /**
   * @param {HTMLElement} host
   * @param {CodeMirror} mirror
   * @param {Form} form
   * @param {{ onPause: () => void, onLine: (line: number) => void, label: string }} heard
   */
  constructor(host, mirror, form, { onPause, onLine, label }) {
    this.#mirror = mirror;
    const shadow = host.attachShadow({ mode: 'open' });
    this.#extensions = [
      mirror.lineNumbers(),
      mirror.highlightActiveLineGutter(),
      mirror.foldGutter(),
      mirror.history(),
      mirror.drawSelection(),
      mirror.highlightActiveLine(),
      mirror.bracketMatching(),
      mirror.highlightSelectionMatches(),
      mirror.yaml(),
      mirror.syntaxHighlighting(mirror.HighlightStyle.define(colours(mirror.tags))),
      mirror.lintGutter(),
      mirror.autocompletion({ override: [(context) => completions(context, form)] }),
      mirror.hoverTooltip((view, at) => meaning(view, at, form)),
      mirror.EditorView.lineWrapping,
      mirror.EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      mirror.EditorView.theme(THEME),
      mirror.keymap.of([
        ...mirror.defaultKeymap,
        ...mirror.historyKeymap,
        ...mirror.searchKeymap,
        ...mirror.foldKeymap,
        ...mirror.completionKeymap,
        ...mirror.lintKeymap,
      ]),
      mirror.EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          clearTimeout(this.#timer);
          this.#timer = setTimeout(onPause, PAUSE);
        }
        if (update.selectionSet) onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
      }),
    ];
    this.#view = new mirror.EditorView({ root: shadow, parent: shadow, state: this.#state('') });
  }

  /** @param {string} text */
  #state(text) {
    return this.#mirror.EditorState.create({ doc: text, extensions: this.#extensions });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  /** The work as it is kept: its words, and what can be undone in them. @returns {Work} */
  get work() {
    return { text: this.text, state: this.#view.state.toJSON({ history: this.#mirror.historyField }) };
  }

  /** @param {Work} work */
  open({ text, state }) {
    const { EditorState, historyField } = this.#mirror;
    try {
      if (state) {
        this.#view.setState(EditorState.fromJSON(state, { extensions: this.#extensions }, { history: historyField }));
        return;
      }
    } catch {
      // kept by another edition of the editor: the words are there, what could be undone is not
    }
    this.#view.setState(this.#state(text));
  }

  /** @param {Finding[]} findings */
  mark(findings) {
    const { doc } = this.#view.state;
    const diagnostics = findings.map(({ kind, line, expected, mend }) => {
      const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      return { from, to, severity: SEVERITY[kind], message: `${expected}\n${mend}` };
    });
    this.#view.dispatch(this.#mirror.setDiagnostics(this.#view.state, diagnostics));
  }

  /** @param {number} line */
  show(line) {
    const { from } = this.#view.state.doc.line(Math.min(line, this.#view.state.doc.lines));
    const effects = this.#mirror.EditorView.scrollIntoView(from, { y: 'center' });
    this.#view.dispatch({ selection: { anchor: from }, effects });
    this.#view.focus();
  }
}

/**
 * @param {import('@codemirror/autocomplete').CompletionContext} context
 * @param {Form} form
 */
function completions(context, form) {
  const word = context.matchBefore(/[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const line = context.state.doc.lineAt(context.pos);
  const above = context.state.doc.sliceString(0, context.pos).split('\n');
  if (/^\s*#/.test(line.text)) return null;
  const options = form.choices(above, lang).map(({ label, detail, isKey }) => ({
    label,
    detail,
    apply: isKey ? `${label}: ` : label,
    type: isKey ? 'property' : 'enum',
  }));
  return options.length ? { from: word.from, options, validFor: /^[\w-]*$/ } : null;
}

/**
 * @param {import('@codemirror/view').EditorView} view
 * @param {number} at
 * @param {Form} form
 */
function meaning(view, at, form) {
  const line = view.state.doc.lineAt(at);
  const found = /^(\s*(?:- )*)([\w-]+):/.exec(line.text);
  if (!found || at > line.from + found[0].length) return null;
  const above = view.state.doc.sliceString(0, line.to).split('\n');
  const text = form.meaning(above, found[2] ?? '');
  if (!text) return null;
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'cm-meaning';
    dom.textContent = text;
    return { dom };
  };
  return { pos: line.from + (found[1] ?? '').length, above: true, create };
}

/** @param {CodeMirror['tags']} tags */
const colours = (tags) => [
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--md-code-hl-keyword-color)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--md-code-hl-string-color)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--md-code-hl-comment-color)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--md-code-hl-punctuation-color)' },
];

const THEME = {
  '&': { height: '100%', fontSize: '0.8125rem', color: 'var(--md-typeset-color)', backgroundColor: 'var(--md-default-bg-color)' },
  '.cm-scroller': { fontFamily: 'var(--md-code-font-family, monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--md-typeset-color)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--md-default-fg-color--light)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--md-default-fg-color--lightest)' },
  '.cm-tooltip': { color: 'var(--md-typeset-color)', backgroundColor: 'var(--md-default-bg-color)' },
  '.cm-meaning, .cm-diagnosticText': { padding: '0.25rem 0.5rem', maxWidth: '40em', whiteSpace: 'pre-wrap' },
};
