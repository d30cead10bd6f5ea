import type { EventHead, EventType, LogEvent } from './event.ts';
import { nouns } from './record.ts';

/** What events of a type are about, told here alone. `any`: nothing is kept under their subject. */
export const kinds = {
  'shop.added': 'shop',
  'site.connected': 'site',
  'site.disconnected': 'site',
  'site.taught': 'site',
  'field.drifted': 'site',
  'field.mended': 'site',
  'page.taught': 'taught',
  'page.seen': 'page',
  'record.seen': 'record',
  'verdict.turned': 'record',
  'case.opened': 'case',
  'case.moved': 'case',
  'ledger.loaded': 'ledger',
  'note.added': 'any',
  'log.adopted': 'any',
  'body.erased': 'any',
} as const satisfies Record<EventType, string>;
export type Kind = (typeof kinds)[EventType];

type Body = { origin?: unknown; noun?: unknown; id?: unknown };
type Shape = (subject: string, shop: string | undefined, body: Body) => boolean;

const site: Shape = (subject, _shop, { origin = subject }) => /^[a-z][a-z0-9+.-]*:\/\/[^/]+$/.test(subject) && origin === subject;
const taughtBefore = 'taught/';

/** No two kinds share a subject: so what is folded under one is of one kind, whoever wrote what. */
const shapes: Record<Kind, Shape> = {
  shop: (subject, shop) => subject === shop,
  site,
  taught: (subject, shop, body) => subject.startsWith(taughtBefore) && site(subject.slice(taughtBefore.length), shop, body),
  page: (subject, shop, { noun }) => {
    const [of, what = '', ...id] = subject.split('/');
    return of === shop && Object.hasOwn(nouns, what) && what === (noun ?? what) && id.length === 0;
  },
  record: (subject, shop, { noun, id }) => {
    const [of, what = '', ...rest] = subject.split('/');
    const own = rest.join('/');
    return of === shop && Object.hasOwn(nouns, what) && what === (noun ?? what) && own !== '' && own === (id ?? own);
  },
  case: (subject) => /^[0-9a-f]{32}$/.test(subject),
  ledger: (subject, shop) => {
    const [of, what, ...more] = subject.split('/');
    return of === shop && what === 'ledger' && more.length === 0;
  },
  any: () => true,
};

/** Subject of a site's taught pages: of the organisation, whatever shop the site is, for two of them may have connected it. */
export const taughtSubject = (origin: string): string => `${taughtBefore}${origin}`;

/** Is an event of this type about something of its kind? One that is not changes nothing. Of a type that is not known here nobody can say. */
export function isAboutItsKind({ head, body }: { head: Pick<EventHead, 'type' | 'subject' | 'shop'>; body: LogEvent['body'] }): boolean {
  const { type, subject, shop } = head;
  return !Object.hasOwn(kinds, type) || shapes[kinds[type as EventType]](subject, shop, body ?? {});
}
