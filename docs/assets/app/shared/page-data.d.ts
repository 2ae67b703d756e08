// What comes with a page as JSON. Python writes it (publisher/pages/case_data.py, questions.py, plans.py, homes.py);
// tests/pages/test_shapes.py holds the types against what it writes.

export type Lang = 'zh' | 'en';

/** How amounts are shown: `wan` in 万元 and 亿元, `yuan` with all their digits. */
export type Unit = 'wan' | 'yuan';

export type Kind = 'money' | 'count' | 'months' | 'years' | 'area' | 'yes-no' | 'choice';

/** Texts by the name of their input, as a form or an address has them; `true` or `false` for a tick. */
export type Answers = Record<string, string>;

/** How an input is read: numbers up to and with `atMost`. */
export interface Field {
  kind: Kind;
  atMost: string;
  /** Whether it is a condition of the benefit. */
  gate?: boolean;
  /** What it counts as where nothing is chosen. */
  assumed?: string;
  /** Whether it is no part of the sums and stands folded, with that answer. */
  folded?: boolean;
}

export type Fields = Record<string, Field>;

/** What a name of before is called now; nothing where it is asked no more. */
export type Formerly = Record<string, string[]>;

export type TurnKind = 'start' | 'threshold' | 'step' | 'cap' | 'drop' | 'bend';

/**
 * Where an amount's line over an input turns: `start` in steps of the input, `at` and `slope` (per step) in fen as decimal
 * texts, and what happens there.
 */
export type Corner = [start: number, at: string, slope: string, kind?: TurnKind];

/** Answers for which a table holds: a choice, a tick, a number, or a half-open bracket of numbers. */
export type Region = string | boolean | { is: string } | [low: string, high: string | null];

/** How an amount becomes whole fen: what is “up to” a limit goes down, a fixed sum half up. */
export type Rounding = 'down' | 'half-up';

export interface Table {
  /** The answers that it holds for, any of these. */
  where: Record<string, Region>[];
  /** The levels and brackets of each in words. */
  names: Record<string, string>[];
  corners: Corner[];
}

/** A table as it fits some answers. */
export interface Line {
  where: Record<string, Region>;
  names: Record<string, string>;
  corners: Corner[];
}

/** One benefit: the amount over its main input for each set of the other answers. */
export interface PageCase {
  benefit: string;
  /** How an amount is announced, `{amount}` in its place. */
  headline: string;
  rounding: Rounding;
  main: string | null;
  /** What the main input is called. */
  label: string;
  fields: Fields;
  formerly: Formerly;
  /** Conditions that, not met, leave nothing, or what there is without the limb named. */
  switches: Record<string, string>;
  /** Who may apply, by the question that tells who somebody is. */
  applicants: Record<string, string[]>;
  tables: Table[];
}

/** The dates that say what a text is on a day. */
export interface Validity {
  draft: boolean;
  first: string | null;
  last: string | null;
  superseded: string | null;
}

/** One purpose: what is asked, and a case for each benefit. */
export interface ComparePage {
  purpose: string;
  fields: Fields;
  formerly: Formerly;
  rows: Record<string, PageCase>;
}

/** A firm as an address or a browser's storage holds it. */
export interface Firm {
  place: string;
  /** The day; null for today. */
  on: string | null;
  inputs: Answers;
}

export interface PlanPage {
  fields: Fields;
  formerly: Formerly;
  /** The policies that reach a place, the nearest first. */
  places: Record<string, string[]>;
  policies: Record<string, { validity: Validity; asks: string[] }>;
  example: Firm;
}

/** A benefit of the home page: its amount over what is spent, the other answers being those of its example. */
export interface Curve {
  policy: string;
  purpose: string;
  main: string;
  headline: string;
  rounding: Rounding;
  others: Answers;
  corners: Corner[];
}

export interface HomePage {
  places: Record<string, string[]>;
  /** What the policies are called. */
  names: Record<string, string>;
  /** The sum that the question for a purpose starts with. */
  spends: Record<string, string>;
  fields: Fields;
  rows: Record<string, Curve>;
}

/** The engine of the page: where its files are, which they are, and the state of the data. */
export interface Runtime {
  base: string;
  manifest: string;
  version: string;
}
