import type { Case } from '@/lib/domain/case';
import type { RejectCode } from '@/lib/domain/event';
import type { TaughtPage } from '@/lib/domain/taught';
import type { TaughtStanding } from '@/lib/domain/taught-entries';
import type { Finding } from '@/lib/domain/verdict';
import type { ShopRow as Shop } from '@/lib/fold/rows';

export type { SiteRow } from '@/lib/fold/rows';

/** What screens read. Every screen reads one of these with one live query. */

export interface TaskRow {
  id: string;
  flow: string;
  /** Verb of the move that is waited for; text `move.<flow>.<verb>`. */
  verb: string;
  clause: string;
  owner: string;
  /** ISO UTC, or null. */
  due: string | null;
  shop: string | null;
  shopName: string | null;
  /** Text `task.<flow>` filled with params (they hold name, sku, check …); `title` wins where a person wrote one. */
  title: string | null;
  params: Record<string, string | number>;
  check: string | null;
  /** Where Enter goes; null when no page is known. */
  url: string | null;
  state: Case['state'];
  evidence: Case['evidence'];
  movedAt: string;
}

export interface TodayView {
  overdue: TaskRow[];
  today: TaskRow[];
  later: TaskRow[];
  /** Settled since local midnight, newest first: undo lives here. */
  done: TaskRow[];
  /** Counts of all, for the lists are cut at 50 each. */
  counts: { overdue: number; today: number; later: number; done: number; snoozed: number };
}

export type ShopRow = Omit<Shop, 'timeZone'>;

/** State of the sync in the closed set that texts exist for: `sync.<kind>`. */
export type SyncView =
  | { kind: 'alone'; pending: number }
  | { kind: 'synced'; at: string; pending: 0; rejected: number }
  | { kind: 'waiting'; pending: number; since: string; rejected: number }
  | { kind: 'syncing'; pending: number; rejected: number }
  | { kind: 'offline'; pending: number; nextTry: string; rejected: number; problem: string }
  | { kind: 'signed-out'; pending: number; rejected: number }
  | { kind: 'blocked-by-browser'; pending: number; rejected: number };

export interface RejectedRow {
  id: string;
  type: string;
  at: string;
  code: RejectCode;
  message: string;
}

/** One record behind a figure. */
export interface BehindRow {
  subject: string;
  name: string | null;
  url: string | null;
  seenAt: string | null;
  /** How much of it a file told, rather than a page. */
  fromFile: 'all' | 'some' | null;
  findings: Finding[];
}

/** One entry of a member's day. */
export interface JournalRow {
  id: string;
  type: string;
  at: string;
  /** Of a task that was moved: text `move.<move>`. */
  move: string | null;
  /** What it was about, by the name that it has now; a note's text, a file's name. */
  name: string | null;
  shopName: string | null;
}

export interface JournalView {
  rows: JournalRow[];
  /** How many of each type, most first. */
  counts: { type: string; n: number }[];
  /** Older entries still on their way from the server: some of this day may be among them. */
  coming: { done: number; total: number } | null;
}

/** Where the log is, and whether it is whole. */
export interface KeepingView {
  /** Entries on this computer. */
  here: number;
  /** Older ones that are still on their way from the server. */
  history: { done: number; total: number } | null;
  server: { url: string; orgName: string } | null;
  sync: SyncView;
  /** ISO UTC: when the server was reached last, and when all of it was looked through. */
  reachedAt: string | null;
  sweptAt: string | null;
  /** What was found wrong with the database, each kind once. */
  damage: ('emptied' | 'short' | 'chain' | 'checksum' | 'altered' | 'unreadable' | 'projection')[];
  /** null = none set up. */
  backup: { lastAt: string | null; folder: string | null; problem: 'no-permission' | 'failed' | null } | null;
}

/** A page that was taught, and what this member may do about it. */
export interface TaughtView {
  key: string;
  page: TaughtPage;
  at: string;
  isMine: boolean;
  standing: TaughtStanding;
  /** Read by on this device. */
  isUsed: boolean;
  mayApprove: boolean;
  mayWithdraw: boolean;
  mayAsk: boolean;
}

/** What watching a site took of this computer (ms), over the days that are kept and today. */
export interface SiteCost {
  looks: number;
  ms: number;
  today: number;
  /** YYYY-MM-DD */
  since: string;
}
