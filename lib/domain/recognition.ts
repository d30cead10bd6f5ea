import type { Noun } from './record.ts';

/** What was recognised on a page and why, for a person to see and to put right. */
export interface Recognition {
  /** What the page's records are. */
  noun: Noun;
  /** 0 to 1. */
  confidence: number;
  fields: {
    field: string;
    /** The words that named it; '' = nothing did, it was taken by its place or its looks. */
    label: string;
    /** Key of a sentence: `recognition.why.<reason>`. */
    reason: string;
    confidence: number;
  }[];
  /** Labels on the page that named nothing. */
  unread: string[];
}

/** What the recogniser reads on a page whose adapter no longer finds all of it: shown beside, and recorded nowhere. */
export interface Beside {
  noun: Noun;
  /** By the names that records have. */
  fields: { field: string; label: string; confidence: number; rows: number; example: string }[];
  /** Labels on the page that named nothing. */
  unread: string[];
}

/** Fields that a label may be said to name, by noun. */
export const teachable = {
  listing: ['name', 'sku', 'price', 'stock', 'held', 'live', 'picture', 'description', 'categories'],
  campaign: ['name', 'code', 'enabled', 'startsAt', 'endsAt', 'period'],
  order: ['code', 'state', 'total', 'placedAt'],
  message: ['receivedAt', 'read'],
} as const;
