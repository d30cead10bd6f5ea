import { v7 as uuid } from 'uuid';
import { type Body, bodyHash, type EventHead, type EventType, firstPrev, headHash, type LogEvent } from '../../lib/domain/event.ts';
import { subjectOf } from '../../lib/domain/record.ts';
import { caseId } from '../../lib/playbook/flow.ts';

// A year of work, as events. Knows no store, so that the server and what we are measured against get the same.

export const origin = 'http://shop.invalid';
export const day = 86_400_000;
const listings = 2_000;
const flow = 'listing-gap';

/** Who writes, and where their chain stands: it moves with each event. */
export interface Writer {
  org: string;
  member: string;
  device: string;
  n: number;
  prev: string;
}

export const nobody = (): Writer => ({ org: uuid(), member: uuid(), device: uuid(), n: 0, prev: firstPrev });

/** So many events of the past year, of equal distance to each other, chained. */
export function* year(who: Writer, shop: string, total: number): Generator<LogEvent> {
  const first = Date.now() - 365 * day;
  const step = (364 * day) / total;
  while (who.n < total) yield past(who, shop, new Date(first + who.n * step));
}

/** The next event of that past: mostly what was seen, then what was found, and each tenth a case, settled by the next. */
function past(who: Writer, shop: string, at: Date): LogEvent {
  const listing = 1 + (Math.floor(who.n / 10) % listings);
  const subject = subjectOf(shop, 'listing', String(listing));
  const about = caseId(flow, subject, 'name-length', String(Math.floor(who.n / 10)));
  switch (who.n % 10) {
    case 0:
    case 1:
      return next(who, shop, at, 'verdict.turned', subject, {
        ruleSet: '1',
        turned: [
          { check: 'name-length', from: null, to: { result: 'fail', params: { n: 4, min: 10, max: 60 } }, severity: 'weakens' },
          { check: 'main-picture', from: null, to: { result: 'pass' }, severity: 'weakens' },
        ],
      });
    case 2:
      return next(who, shop, at, 'page.seen', `${shop}/listing`, {
        platform: 'vendure',
        page: 'product-list',
        noun: 'listing',
        rows: 25,
        total: listings,
        ids: Array.from({ length: 25 }, (_, i) => String(listing + i)),
        origin,
      });
    case 8:
      return next(who, shop, at, 'case.opened', about, {
        flow: flow,
        about: subject,
        cause: 'name-length',
        period: '',
        params: { n: 4, min: 10, max: 60 },
        due: new Date(at.getTime() + day).toISOString(),
      });
    case 9:
      return next(who, shop, at, 'case.moved', about, { verb: 'settle', evidence: 'page' });
    default: {
      const fields = { name: `Cotton shirt 棉质衬衫 ${listing}`, mainPicture: true, live: true, variantTotal: who.n % 7 };
      return next(who, shop, at, 'record.seen', subject, {
        noun: 'listing',
        id: String(listing),
        fields,
        url: `${origin}/products/${listing}`,
      });
    }
  }
}

function next<T extends EventType>(who: Writer, shop: string, at: Date, type: T, subject: string, body: Body<T>): LogEvent {
  const id = uuid({ msecs: at.getTime() });
  const head: EventHead = {
    id,
    org: who.org,
    shop,
    subject,
    type,
    v: 1,
    at: at.toISOString(),
    by: who.member,
    device: who.device,
    n: who.n + 1,
    prev: who.prev,
    bodyHash: bodyHash(id, body),
  };
  who.n = head.n;
  who.prev = headHash(head);
  return { head, salt: id, body: body as LogEvent['body'] };
}
