// What the desk's editor takes from CodeMirror, as one module: publisher/press/vendor.py makes a file of it by esbuild.

export { autocompletion, completionKeymap } from '@codemirror/autocomplete';
export { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands';
export { yaml } from '@codemirror/lang-yaml';
export { bracketMatching, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
export { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
export { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
export { EditorState } from '@codemirror/state';
export {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
export { tags } from '@lezer/highlight';
