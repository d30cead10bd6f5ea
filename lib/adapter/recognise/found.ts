import type { Price } from './amounts';

/** Kinds of pages, in the words of people who run shops. */
export const pageKinds = [
  'listing-list',
  'listing-form',
  'stock-list',
  'campaign-list',
  'campaign-form',
  'order-list',
  'message-list',
  'message-thread',
  'dashboard',
  'none',
] as const;
export type PageKind = (typeof pageKinds)[number];

/** Why a value is taken for a field. */
export type Reason = 'column' | 'label' | 'beside' | 'name' | 'link' | 'icon' | 'picture' | 'words' | 'address' | 'place';

export type Value = string | number | boolean | string[] | Price | Record<string, unknown>[] | null;

/** One field as it was read off the page. */
export interface Finding {
  value: Value;
  /** 0 to 1. */
  confidence: number;
  reason: Reason;
  /** The words that named it. */
  label: string;
  /** Where it stands. */
  element: Element | null;
}

export interface FoundRecord {
  fields: Map<string, Finding>;
  element: Element | null;
}

/** What a page was recognised as. `none` and `dashboard` hold no records. */
export interface Found {
  kind: PageKind;
  /** 0 to 1. */
  confidence: number;
  records: FoundRecord[];
  /** The labels that were looked at: those over columns, those beside fields. */
  labels: string[];
}
