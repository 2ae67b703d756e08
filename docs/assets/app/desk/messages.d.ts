// What the desk's page and its Python say to one another; publisher/desk/ writes the answers.

export interface Manifest {
  folder: string;
  archive: string;
  bytes: number;
}

export type Kind = 'guesses' | 'gaps' | 'untranslated' | 'wrong';

export interface Finding {
  kind: Kind;
  line: number;
  value: string;
  expected: string;
  mend: string;
}

export interface Span {
  start: number;
  end: number;
  use: 'bound' | 'asked' | 'listed' | 'none';
  /** The line of the record that uses the figure. */
  line: number;
  /** The line of the law's own text. */
  own: number;
}

export interface Place {
  place: number;
  label: { zh: string; en: string };
  heading: { zh: string; en: string };
  text: string;
  spans: Span[];
}

export interface Benefit {
  id: string;
  article: number;
  title: { zh: string; en: string };
  main: string | null;
}

export interface GoldenCase {
  benefit: string;
  name: string;
  words: string;
  says: string | null;
  found: string | null;
  agrees: boolean;
}

export interface Checked {
  findings: Finding[];
  places: Place[];
  benefits: Benefit[];
  cases: GoldenCase[];
}

export interface Question {
  name: string;
  kind: string;
  label: string;
  options: Record<string, string>;
  answer: string;
}

export interface Previewed {
  questions?: Question[];
  amount?: string | null;
  explained?: string;
  curve?: [string, string][];
  refused?: string;
}

export interface Started {
  records: string[];
  titles: Record<string, { zh: string; en: string }>;
  schema: Schema;
  inputs: Record<string, { zh: string; en: string }>;
  purposes: Record<string, { zh: string; en: string }>;
}

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  type?: string;
  enum?: string[];
  const?: string;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

export interface Drafted {
  text?: string;
  numbered?: boolean;
  left_out?: { line: number; reason: string; text: string }[];
  refused?: string;
}

export interface Sums {
  count: number;
  before: string;
  after: string;
  gain: number;
  lose: number;
  most: string;
  least: string;
  tenths: { firms: number; before: string; after: string }[];
}

export interface Change {
  benefit: string;
  main: string | null;
  points: { value: string; before: string | null; after: string | null }[];
  cases: { name: string; words: string; before: string | null; after: string | null; agrees: boolean }[];
  tried: number;
  firms: Sums;
}

export interface Impact {
  data?: { changes: Change[]; otherwise: string[] };
  refused?: string;
}

/** A work as this browser keeps it; `state` is the editor's, with all that can be undone. */
export interface Work {
  text: string;
  state?: unknown;
}
