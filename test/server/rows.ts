import { v4 as uuid } from 'uuid';
import { type Body, bodies, type EventType } from '../../lib/domain/event.ts';
import { taughtId } from '../../lib/domain/taught.ts';

/** Who may do what, written down by hand: what roles.json and the routes have to come to. */
export const roles = ['supervisor', 'specialist', 'analyst', 'hr', 'admin'] as const;
export type Role = (typeof roles)[number];
export type Who = Role | 'nobody' | 'admin of another organisation';
export const everyone: readonly Who[] = [...roles, 'nobody', 'admin of another organisation'];

/** Status by who asks; those not named are refused as `others`. */
interface RouteRow {
  status: Partial<Record<Who, number>>;
  others: number;
  body?: (ids: Ids) => unknown;
}
/** What a request can be about: somebody else's things in the organisation of the roles above. */
export interface Ids {
  member: string;
  device: string;
  /** The caller's own device. */
  own: string;
  fresh: string;
}

const open = { status: {}, others: 200 };
const signedIn = (status: number) => ({ status: { nobody: 401 }, others: status });
/** An administrator of another organisation is one: but these things are not there for it. */
const adminOf = (status: number, stranger: number) => ({
  status: { nobody: 401, admin: status, 'admin of another organisation': stranger },
  others: 403,
});

export const routes: Record<string, RouteRow> = {
  'GET /healthz': open,
  'GET /metrics': { status: {}, others: 404 },
  'GET /v1/openapi.json': open,
  'POST /v1/sign-in': {
    ...open,
    others: 401,
    body: ({ fresh }) => ({ email: `${fresh}@example.com`, password: 'wrong', device: 'd', deviceName: 'n' }),
  },
  'POST /v1/set-password': { ...open, others: 401, body: () => ({ code: 'none', password: 'long enough' }) },
  'GET /v1/me': signedIn(200),
  'POST /v1/sign-out': signedIn(204),
  'POST /v1/sync': {
    ...signedIn(200),
    body: ({ own }) => ({ v: 1, device: own, sentAt: '2026-11-24T08:00:00.000Z', epoch: null, cursor: 0, limit: 1, events: [] }),
  },
  'GET /v1/live': signedIn(200),
  'GET /v1/state': signedIn(200),
  // Up to which number it does not say.
  'GET /v1/segments': signedIn(400),
  'GET /v1/devices': signedIn(200),
  'POST /v1/devices/{id}/revoke': { status: { nobody: 401, admin: 204 }, others: 404 },
  'GET /v1/members': adminOf(200, 200),
  'POST /v1/members': { ...adminOf(200, 200), body: ({ fresh }) => ({ email: `${fresh}@example.com`, name: 'Ana', role: 'hr' }) },
  'POST /v1/members/{id}': { ...adminOf(204, 404), body: () => ({ disabled: true }) },
  'POST /v1/members/{id}/reset': adminOf(200, 404),
  'GET /v1/members/{id}/devices': adminOf(200, 404),
  'GET /v1/audit': adminOf(200, 200),
};

const taughtRoute = '/goods';
const taughtPage: Body<'page.taught'>['page'] = {
  id: taughtId('listing-list', taughtRoute),
  route: taughtRoute,
  example: taughtRoute,
  noun: 'listing',
  kind: 'list',
  table: {
    rows: '#list > li',
    fields: {
      id: { required: true, anyOf: [{ css: '[data-id]', get: 'attribute', name: 'data-id', read: 'id' }] },
      name: { required: false, anyOf: [{ css: '#list b', get: 'text', read: 'text' }] },
    },
  },
};

const all: readonly Role[] = roles;
const lookers: readonly Role[] = ['supervisor', 'specialist', 'analyst', 'admin'];
const sellers: readonly Role[] = ['supervisor', 'specialist', 'admin'];

/** Each event type with a body of it, and the roles that may write it. */
export const types: { [T in EventType]: { by: readonly Role[]; body: Body<T> } } = {
  'shop.added': { by: sellers, body: { name: 'Lantern', colour: '#123456', timeZone: 'Asia/Shanghai' } },
  'site.taught': { by: lookers, body: { origin: 'https://shop.example', lessons: [{ noun: 'listing', label: 'Model', field: 'sku' }] } },
  'page.taught': { by: lookers, body: { origin: 'https://shop.example', page: taughtPage } },
  'site.connected': { by: lookers, body: { platform: 'vendure', origin: 'https://shop.example', account: '' } },
  'site.disconnected': { by: lookers, body: { origin: 'https://shop.example' } },
  'field.drifted': {
    by: lookers,
    body: {
      origin: 'https://shop.example',
      page: 'products',
      noun: 'listing',
      field: 'price',
      signs: ['where', 'says'],
      lastGood: '2026-11-24T09:12:00.000Z',
    },
  },
  'field.mended': { by: lookers, body: { origin: 'https://shop.example', page: 'products', field: 'price' } },
  'page.seen': {
    by: lookers,
    body: { platform: 'vendure', page: 'products', noun: 'listing', rows: 0, total: 0, ids: [], origin: 'https://shop.example' },
  },
  'record.seen': { by: lookers, body: { noun: 'listing', id: '1', fields: {}, url: 'https://shop.example/1' } },
  'verdict.turned': {
    by: lookers,
    body: { ruleSet: 'r', turned: [{ check: 'sku-present', from: null, to: { result: 'pass' }, severity: 'warns' }] },
  },
  'case.opened': { by: all, body: { flow: 'own-task', about: 'x', cause: 'own', period: '', params: {}, due: null } },
  'case.moved': { by: all, body: { verb: 'settle', evidence: 'person' } },
  'ledger.loaded': { by: sellers, body: { rows: [['A-1', 3]], file: 'stock.csv' } },
  'note.added': { by: all, body: { text: 'packed' } },
  'log.adopted': { by: all, body: { fromOrg: 'alone-org', fromMember: 'alone-member' } },
  'body.erased': { by: ['admin'], body: { ids: ['01900000-0000-7000-8000-000000000000'] } },
};
export const eventTypes = Object.keys(bodies) as EventType[];

const origin = 'https://shop.example';
/** Something of each kind, in a shop where it has to be in one. */
const things = {
  shop: { subject: (shop: string) => shop, inShop: true },
  site: { subject: () => origin, inShop: false },
  taught: { subject: () => `taught/${origin}`, inShop: false },
  page: { subject: (shop: string) => `${shop}/listing`, inShop: true },
  record: { subject: (shop: string) => `${shop}/listing/1`, inShop: true },
  case: { subject: () => uuid().replaceAll('-', ''), inShop: false },
  ledger: { subject: (shop: string) => `${shop}/ledger`, inShop: true },
  person: { subject: () => `person/${uuid()}`, inShop: false },
  word: { subject: () => 'x', inShop: false },
} as const;
type Thing = keyof typeof things;
export const thingNames = Object.keys(things) as Thing[];
export const subjectOf = (thing: Thing, shop = 'A'): string => things[thing].subject(shop);

/** What an event of each type has to be about; null = anything. */
export const abouts: Record<EventType, Thing | null> = {
  'shop.added': 'shop',
  'site.taught': 'site',
  'page.taught': 'taught',
  'site.connected': 'site',
  'site.disconnected': 'site',
  'field.drifted': 'site',
  'field.mended': 'site',
  'page.seen': 'page',
  'record.seen': 'record',
  'verdict.turned': 'record',
  'case.opened': 'case',
  'case.moved': 'case',
  'ledger.loaded': 'ledger',
  'note.added': null,
  'log.adopted': null,
  'body.erased': null,
};
/** Does something of this kind lie at such a place? */
export function liesAt(thing: Thing | null, place: Place): boolean {
  if (thing === null) return true;
  if (place === 'oneself' || place === 'another person') return false;
  return place !== 'the organisation' || !things[thing].inShop;
}

/** Where an event belongs, and the roles that read there and may write there. `limited`: the member is limited to shop A. */
export const places = {
  'the organisation': { limited: false, readers: all },
  'a shop': { limited: false, readers: lookers },
  'a shop of one’s own': { limited: true, readers: lookers },
  'a shop of others': { limited: true, readers: ['admin'] },
  oneself: { limited: false, readers: all },
  'another person': { limited: false, readers: ['hr'] },
} as const satisfies Record<string, { limited: boolean; readers: readonly Role[] }>;
export type Place = keyof typeof places;
