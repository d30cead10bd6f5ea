import type { Secret } from '@/lib/backup/secret';
import type { Mapping } from '@/lib/files/header';
import type { Retry } from '@/lib/sync/back-off';
import type { SyncOutcome } from '@/lib/sync/sync';
import type { Damage } from './store-error';

/** Who writes here. Random ids until an API is connected; then the server's. */
export interface Identity {
  org: string;
  member: string;
  roles: string[];
  device: string;
  /** Last counter used, and the hash of that head. */
  n: number;
  prev: string;
  /** Devices that this profile was before. */
  former?: string[];
}

export interface ApiLink {
  url: string;
  token: string | null;
  orgName: string;
  name: string;
  role: string;
  email: string;
}

/** Where the sync stands: place, retry, and how the last run ended. */
export interface SyncMark {
  cursor: number;
  epoch: string | null;
  /** Key of the scopes that are held; null or missing where the server has named none yet. */
  scope?: string | null;
  /** Those scopes. */
  reads?: string[];
  retry: Retry;
  /** End of the last run that went through; null before the first. */
  lastAt: string | null;
  outcome: SyncOutcome['kind'] | null;
  /** Code behind the outcome, where the server gave one. */
  problem: string | null;
}

/** History that is still on its way after a first pull; the state is there already. */
export interface HistoryMark {
  /** Number the state stood at: up to it history comes in segments, after it by the cursor. */
  upTo: number;
  /** Segments that end before this number are to come; null = all of them. */
  before: number | null;
  /** Events that came, and that are to come. */
  done: number;
  left: number;
}

/** By what a database is told from another, or from an older copy of itself. */
export interface Life {
  install: string;
  /** One more whenever all rows were replaced. */
  generation: number;
  /** Transactions that wrote. */
  change: number;
}

/** How and where backups are made. */
export interface BackupMark {
  /** Its key can be used and not be read out. */
  secret: Secret;
  /** Chosen by the user; null = each file is handed over by hand. */
  folder: FileSystemDirectoryHandle | null;
  /** ISO UTC of the last file; null before the first. */
  lastAt: string | null;
  problem: 'no-permission' | 'failed' | null;
}

/** Small things kept by name. */
export interface Meta {
  life: Life;
  /** Found, and not mended yet: nothing is written meanwhile. */
  damage: Damage[] | null;
  history: HistoryMark | null;
  backup: BackupMark;
  /** A record could not be folded again without history that was still to come: all is built anew once it is there. */
  rebuildDue: boolean;
  /** Of the rules by which the projections were folded. */
  foldMark: string;
  /** ISO UTC: when all of it was looked through last. */
  sweptAt: string;
  identity: Identity;
  api: ApiLink | null;
  sync: SyncMark;
  /** 64 hex digits: turns customers' addresses into hashes. Belongs to the organisation, never sent to the server. */
  orgKey: string;
  locale: string;
  /** How people mapped the columns of files, by the signature of their header; the last ones. */
  fileMappings: { signature: string; mapping: Mapping }[];
  /** Where the user put the chip on the page. */
  layer: { corner: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'; collapsed: boolean };
}
