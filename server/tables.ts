import type { Generated } from 'kysely';

/**
 * Columns by table. Every moment is ISO UTC text and every JSON value is text: the same on SQLite and PostgreSQL,
 * and NUL inside a body, which PostgreSQL's jsonb refuses, stays the escape that it is in JSON.
 */
export interface Tables {
  organisations: {
    id: string;
    name: string;
    /** New at every restore: cursors of another epoch mean nothing. */
    epoch: string;
    /** The counter: number of the newest event. Locked first in every transaction that writes events. */
    seq: number;
    /** Number of the newest `body.erased`, 0 = none: what was made of the events before it is made anew. */
    erased: Generated<number>;
    created_at: string;
  };
  members: {
    org: string;
    id: string;
    /** Lower case; unique on the server, for a sign-in names no organisation. */
    email: string;
    name: string;
    role: string;
    /** argon2id in PHC form; empty until an invitation is taken up. */
    password: string;
    /** 1 or 0. */
    disabled: number;
    /** 1 = reads the shops of `member_shops` alone, if the role can be limited. */
    limited: Generated<number>;
    created_at: string;
  };
  member_shops: {
    org: string;
    member: string;
    shop: string;
  };
  /** One-time codes that set a password: an invitation, or a forgotten one. One a member. */
  codes: {
    /** SHA-256 of the code. */
    hash: string;
    org: string;
    member: string;
    expires_at: string;
  };
  tokens: {
    /** SHA-256 of the token: the token itself is nowhere. */
    hash: string;
    org: string;
    member: string;
    device: string;
    created_at: string;
    expires_at: string;
  };
  devices: {
    org: string;
    id: string;
    /** The member who first signed in on it: it stays theirs. */
    member: string;
    name: string;
    /** Counter and hash of the last head that was judged: where its chain stands. */
    n: number;
    head_hash: string;
    /** A `log.adopted` that came ahead of the events below it: its place in the chain. */
    ahead_n: number | null;
    ahead_prev: string | null;
    ahead_hash: string | null;
    /** Ids of the log that was begun alone, once its adoption was accepted. */
    adopted_org: string | null;
    adopted_member: string | null;
    created_at: string;
  };
  events: {
    org: string;
    seq: number;
    id: string;
    /** Hash of the head. */
    hash: string;
    scope: string;
    type: string;
    subject: string;
    received_at: string;
    /** Server's clock less the client's, in milliseconds, when it came. */
    offset_ms: number;
    /** Canonical JSON. */
    head: string;
    salt: string | null;
    body: string | null;
  };
  rejected: {
    org: string;
    id: string;
    hash: string;
    device: string;
    code: string;
    received_at: string;
    head: string;
  };
  /** Projection: a fold over `case.opened` and `case.moved`, so that a move can be judged without reading the log. */
  cases: {
    org: string;
    id: string;
    state: string;
    /** Organisation id of the lone log that opened it, or null. */
    solo: string | null;
  };
  /** Made from the events, and made again where it is gone: full segments, ready to hand out. */
  segments: {
    org: string;
    epoch: string;
    scope: string;
    /** The segment's index. */
    place: number;
    /** JSON of its head. */
    head: string;
    /** Base64 of gzip. */
    payload: string;
  };
  /** Made from the events, too: what a scope's events come to. */
  states: {
    org: string;
    epoch: string;
    scope: string;
    /** Number of the last event of the scope that is in it. */
    seq: number;
    /** Of the rules it was folded by. */
    mark: string;
    /** Base64 of gzip of JSON. */
    rows: string;
  };
  attempts: {
    /** Keyed hash of the address that was tried, whether anybody has it or not. */
    account: string;
    failures: number;
    blocked_until: string;
    last_at: string;
  };
  /** Who did what to whom, and who read what is about others. Rows are added, never changed. */
  audit: {
    org: string;
    /** UUIDv7: in the order of time. */
    id: string;
    at: string;
    /** null = whoever looks after the server, by its command line. */
    member: string | null;
    device: string | null;
    act: string;
    /** Member it was done to. */
    whom: string | null;
    /** Canonical JSON: ids, roles and counts, no name, address or text. */
    detail: string | null;
  };
  /** Requests handed out to the processes, by minute. */
  rates: {
    /** Keyed hash of a device or address. */
    key: string;
    /** Minutes since 1970. */
    minute: number;
    taken: number;
  };
}
