// What a page and the engine's thread say to each other. Requests and answers travel as JSON texts;
// calculators/browser.py answers them, and tests/pages/test_shapes.py holds the types against what it answers.

import type { Lockfile } from 'pyodide';
import type { Answers, Corner, Lang, Unit } from '../app/shared/page-data.d.ts';

/** The build's list of the runtime's files, each with a name that carries its contents' hash, and Pyodide's lock file. */
export interface Manifest {
  files: Parts<{ path: string }>;
  lock: Lockfile;
}

/** Something for each file of the runtime; what makes a start fast may not be there. */
export type Parts<T> = Record<'loader' | 'runtime' | 'wasm' | 'library', T> & Partial<Record<'snapshot' | 'first' | 'rest', T>>;

/** How the worker is to start; its first message. */
export interface Start {
  /** Address of the folder that the files are in. */
  base: string;
  /** The manifest, or its name in that folder. */
  manifest: Manifest | string;
  /** Whether to start without the snapshot. */
  plain: boolean;
}

export type ToWorker = { start: Start } | { id: number; request: string };

export type HowStarted = 'snapshot' | 'plain';

export type FromWorker =
  | { ready: HowStarted }
  | { failed: string }
  | { id: number; answer: string }
  | { id: number; broken: string };

export type State = 'idle' | 'starting' | 'ready' | 'failed';

interface Told {
  lang: Lang;
  unit?: Unit;
}

/** One benefit with a visitor's answers; `on` is no day or null for today. */
interface Case extends Told {
  benefit: string;
  inputs: Answers;
  on: string | null;
  /** The way from the page to the home of its language. */
  root?: string;
}

interface FirmCase extends Told {
  place: string;
  inputs: Answers;
  on: string | null;
  root?: string;
}

export type Total = 'firm' | 'cautious' | 'widest';
export type Totals = Record<Total, string>;

/** A cell of a workbook; an amount is told apart from all that is text. */
export type Cell = string | { yuan: string };

export interface Sheet {
  name: string;
  rows: Cell[][];
  /** Whether its first row holds headings. */
  headed: boolean;
}

export interface BatchResult {
  row: number;
  name: string;
  place: string;
  totals: Totals;
}

export interface BatchProblem {
  row: number;
  column: string;
  cell: string;
  message: string;
}

export interface Compared {
  benefit: string;
  amount: string | null;
  headline: string;
  /** Where they were asked for; null for what cannot be drawn. */
  corners?: Corner[] | null;
}

/** An answer as HTML: its figures, which an `output` element may hold, and all that is said about them. */
export interface Html {
  head: string;
  body: string;
}

/** A component of a calendar as RFC 7265 writes it: its name, its properties, the components in it. */
export type JCal = [name: string, properties: unknown[], components: unknown[]];

/** Operations by name: what each is asked with, and what it gives. */
export interface Operations {
  amount: { asks: Case; gives: { amount: string | null; eligible: boolean; headline: string } };
  estimate: { asks: Case; gives: { html: Html; curve: Corner[] | null } };
  case: {
    asks: Case & { address: string };
    gives: { files: { name: string; json: string; csv: string; python: string; command: string } };
  };
  compare: {
    asks: Told & { purpose: string; place: string | null; inputs: Answers; on: string; curves?: boolean };
    gives: { benefits: Compared[] };
  };
  plan: { asks: FirmCase; gives: { totals: Totals; html: Html & Record<'first' | 'missing', string> } };
  export: { asks: FirmCase; gives: { sheets: Sheet[]; csv: string } };
  /** How many days are due, and the calendar of them as jCal (RFC 7265). */
  days: { asks: FirmCase; gives: { count: number; calendar: JCal } };
  sheet: {
    /** Files in base 64: a sheet of firms, and perhaps an earlier result; Python tells which is which. */
    asks: Told & { name: string; content: string; also_name?: string; also?: string; place: string; on: string };
    /** `name` is that of the sheet; `amounts` are the columns that hold yuan, counted from 0. */
    gives: { reading: number; name: string; headings: string[]; amounts: number[]; problems: BatchProblem[]; version: string };
  };
  batch: {
    asks: Told & { reading: number; most: number };
    gives: {
      results: BatchResult[];
      lines: string[][];
      problems: BatchProblem[];
      /** Rows gone through, of all, and those that could not be used. */
      done: number;
      rows: number;
      bad: number;
      ended: boolean;
      /** What was read, and what was left out. */
      remarks: string[];
    };
  };
  csv: { asks: Told & { rows: Cell[][] }; gives: { text: string } };
  template: { asks: Told; gives: { rows: string[][] } };
}

export type Operation = keyof Operations;
export type Request<Op extends Operation = Operation> = { op: Op } & Operations[Op]['asks'];

/** Answers that cannot be read: a sentence for each of them, and one for all. */
export interface Refused {
  ok: false;
  problems: Record<string, string>;
  message: string;
  /** What went wrong and where, if that was in the engine: for the console. */
  fault?: string;
}

export type Answer<Op extends Operation = Operation> = ({ ok: true } & Operations[Op]['gives']) | Refused;
