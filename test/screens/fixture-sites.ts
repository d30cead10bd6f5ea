import type { ApiFacts } from '@/components/connection/connection-card';
import type { NoteRow } from '@/components/data/note-list';
import type { SitePlatform } from '@/components/sites/platform-card';
import type { JournalView, KeepingView, RejectedRow, ShopRow, SiteCost, SiteRow, SyncView } from '@/lib/store/view';
import { longName } from './fixture-tasks';

export const shops: ShopRow[] = [
  { id: 'main', name: 'Main shop', colour: '#0b6b6b' },
  { id: 'outlet', name: '奥莱店 Outlet', colour: '#7a4a9e' },
];
export const longShop: ShopRow = { id: 'main', name: longName.slice(0, 80), colour: '#a3541b' };

export const platforms: SitePlatform[] = [
  {
    id: 'vendure',
    name: 'Vendure',
    verified: { version: '3.7.3', on: '2026-11-24' },
    reads: ['listing', 'stock', 'price', 'campaign', 'order'],
    neverReads: ['buyer', 'payment', 'password'],
    account: { css: '.channel', absent: 'site' },
  },
  {
    id: 'maildev',
    name: 'MailDev',
    verified: null,
    reads: ['message'],
    neverReads: ['message-text', 'buyer'],
    account: { css: '.account', absent: 'site' },
  },
  {
    id: 'pinduoduo',
    name: '拼多多 Pinduoduo',
    verified: null,
    grounds: { kind: 'measured', on: '2026-09-30' },
    hosts: ['mms.pinduoduo.com'],
    reads: ['listing', 'stock', 'price'],
    neverReads: ['buyer', 'payment', 'password'],
    account: { absent: 'unknown' },
  },
  {
    id: 'taobao',
    name: '淘宝 Taobao',
    verified: null,
    grounds: { kind: 'copied', on: '2026-05-31' },
    hosts: ['myseller.taobao.com'],
    reads: ['listing', 'stock', 'price'],
    neverReads: ['buyer', 'payment', 'password'],
    account: { absent: 'site' },
  },
  {
    id: 'recognised',
    name: 'Auto',
    verified: null,
    reads: ['listing', 'stock', 'price', 'campaign', 'order'],
    neverReads: ['buyer', 'payment', 'password'],
    account: { absent: 'site' },
  },
];
export const guess = (url: string) =>
  url.includes('/admin') ? 'vendure' : (platforms.find(({ hosts }) => hosts?.includes(new URL(url).hostname))?.id ?? null);

export const sites: SiteRow[] = [
  {
    origin: 'http://127.0.0.1:4390',
    platform: 'vendure',
    account: '',
    shop: 'main',
    connectedAt: '2026-11-20T01:30:00.000Z',
    lastSeenAt: '2026-11-24T06:18:00.000Z',
  },
  {
    origin: 'http://127.0.0.1:4380',
    platform: 'maildev',
    account: '',
    shop: 'main',
    connectedAt: '2026-11-24T06:00:00.000Z',
    lastSeenAt: null,
  },
];

export const syncs = {
  alone: { kind: 'alone', pending: 12 },
  synced: { kind: 'synced', at: '2026-11-24T06:18:00.000Z', pending: 0, rejected: 0 },
  rejected: { kind: 'synced', at: '2026-11-24T06:18:00.000Z', pending: 0, rejected: 2 },
  waiting: { kind: 'waiting', pending: 3, since: '2026-11-24T06:19:00.000Z', rejected: 0 },
  offline: {
    kind: 'offline',
    pending: 34,
    nextTry: '2026-11-24T06:25:00.000Z',
    rejected: 0,
    problem: 'connect ECONNREFUSED 127.0.0.1:8787',
  },
  signedOut: { kind: 'signed-out', pending: 5, rejected: 0 },
  blocked: { kind: 'blocked-by-browser', pending: 5, rejected: 0 },
} as const satisfies Record<string, SyncView>;

export const api: ApiFacts = {
  url: 'http://127.0.0.1:8787',
  orgName: '晨光电商 Morning Trade',
  name: '李晓',
  email: 'li.xiao@example.com',
  role: '运营专员',
};

export const rejected: RejectedRow[] = [
  { id: 'r1', type: 'case.moved', at: '2026-11-24T03:10:00.000Z', code: 'move-not-allowed', message: 'case is done since seq 1841' },
  { id: 'r2', type: 'note.added', at: '2026-11-23T08:00:00.000Z', code: 'too-large', message: '' },
];
export const notes: NoteRow[] = [
  { id: 'n1', at: '2026-11-24T05:40:00.000Z', text: '客户问 32-Inch Monitor 有没有白色的，已转给采购。', shopName: 'Main shop' },
  { id: 'n2', at: '2026-11-23T02:05:00.000Z', text: `${longName}\n第二行`, shopName: null },
];
export const orgKey = '3f9a'.repeat(16);

export const keeping: KeepingView = {
  here: 12_480,
  history: null,
  server: { url: api.url, orgName: api.orgName },
  sync: syncs.synced,
  reachedAt: '2026-11-24T06:18:00.000Z',
  sweptAt: '2026-11-24T01:30:00.000Z',
  damage: [],
  backup: { lastAt: '2026-11-24T01:00:00.000Z', folder: '店铺备份', problem: null },
};

export const journalMembers = [
  { id: 'me', name: null },
  { id: '0199a0b2-anna', name: '王安娜' },
  { id: '0199a0b2-2f71c4', name: null },
];
export const journal: JournalView = {
  rows: [
    { id: 'j1', type: 'case.moved', at: '2026-11-24T05:50:00.000Z', move: 'listing-gap.settle', name: longName, shopName: 'Main shop' },
    { id: 'j2', type: 'note.added', at: '2026-11-24T05:40:00.000Z', move: null, name: '客户问有没有白色的，已转给采购。', shopName: null },
    { id: 'j3', type: 'page.seen', at: '2026-11-24T05:10:00.000Z', move: null, name: null, shopName: '奥莱店 Outlet' },
  ],
  counts: [
    { type: 'page.seen', n: 1 },
    { type: 'case.moved', n: 1 },
    { type: 'note.added', n: 1 },
  ],
  coming: null,
};

export const costs: Record<string, SiteCost> = {
  'http://127.0.0.1:4390': { looks: 130, ms: 412, today: 380, since: '2026-11-20' },
};
