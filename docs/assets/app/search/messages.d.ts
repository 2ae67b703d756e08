// What the search dialog and its thread say to each other.

import type { Lang, Validity } from '../shared/page-data.d.ts';

/** A page's kind, as it is indexed (publisher/search/documents.py). */
export type Kind = 'policy' | 'article' | 'calculator' | 'term' | 'page';

/** Pieces of text, and whether each is a hit. */
export type Pieces = [text: string, hit: boolean][];

/** The index's folder, ending in a slash, and the name of the build; the first message. */
export interface Start {
  base: string;
  build: string;
}

export interface Query {
  id: number;
  query: string;
  /** The page's language. */
  lang: Lang;
  /** The one kind of pages that is wanted. */
  only?: Kind | undefined;
}

export type ToSearch = { start: Start } | Query;

export interface Item {
  url: string;
  title: Pieces;
  text: Pieces;
  policy: string;
  dates: Validity | '';
  summary: string;
}

export interface Group {
  kind: Kind;
  total: number;
  items: Item[];
}

export interface Found {
  groups: Group[];
  total: number;
  /** Whether no page has all that was asked for. */
  partial: boolean;
  /** The language that the pages were found in. */
  language: Lang;
}

export type FromSearch = { id: number; found: Found | null } | { id: number; failed: string };

export interface Token {
  text: string;
  kind: 'character' | 'digit' | 'number' | 'word';
  /** Counts what stands together. */
  run: number;
}

/** By page: where a token stands, and how certain it is that it is the token that was meant. */
export type Postings = Map<string, { positions: Set<number>; certainty: number }>;
