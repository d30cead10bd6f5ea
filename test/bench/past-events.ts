import { v7 as uuid } from 'uuid';
import { bodyHash, type EventHead, firstPrev, headHash, type LogEvent } from '../../lib/domain/event.ts';
import { caseId } from '../../lib/playbook/flow.ts';

const listings = 5_000;
const cases = 3_000;
const shop = 'shop-1';

/** A year of a shop, `total` events: 5,000 listings seen again and again, 3,000 tasks, of which one in ten is still open. */
export function* pastEvents(total: number, org: string, by: string): Generator<{ event: LogEvent; hash: string }> {
  const first = Date.now() - 365 * 86_400_000;
  let prev = firstPrev;
  for (let n = 1; n <= total; n++) {
    const at = new Date(first + ((364 * 86_400_000) / total) * n);
    const { type, subject, body } = draft(n, total, at);
    const id = uuid({ msecs: at.getTime() });
    const salt = id.replaceAll('-', '');
    const head: EventHead = {
      id,
      org,
      shop,
      subject,
      type,
      v: 1,
      at: at.toISOString(),
      by,
      device: 'bench',
      n,
      prev,
      bodyHash: bodyHash(salt, body),
    };
    prev = headHash(head);
    yield { event: { head, salt, body: body as LogEvent['body'] }, hash: prev };
  }
}

function draft(n: number, total: number, at: Date): { type: string; subject: string; body: object } {
  if (n === 1) return { type: 'shop.added', subject: shop, body: { name: 'Main shop', colour: '#0b6b6b', timeZone: 'Asia/Shanghai' } };
  const listing = 1 + ((n * 7) % listings);
  const subject = `${shop}/listing/${listing}`;
  const every = Math.floor(total / cases);
  const kase = Math.floor(n / every);
  const about = `${shop}/listing/${1 + (kase % listings)}`;
  const id = caseId('listing-gap', about, 'name-length', '');
  if (n % every === 1 && kase < cases) {
    const due = new Date(at.getTime() + 500 * 86_400_000).toISOString();
    return {
      type: 'case.opened',
      subject: id,
      body: { flow: 'listing-gap', about, cause: 'name-length', period: '', params: { n: 4, min: 10, max: 60 }, due },
    };
  }
  if (n % every === 2 && kase % 10 > 0 && kase < cases)
    return { type: 'case.moved', subject: id, body: { verb: 'settle', evidence: 'page' } };
  if (n % 20 === 0) {
    const ids = Array.from({ length: 25 }, (_, place) => String(1 + ((listing + place) % listings)));
    const body = {
      platform: 'vendure',
      page: 'product-list',
      noun: 'listing',
      rows: 25,
      total: listings,
      ids,
      origin: 'https://shop.example',
    };
    return { type: 'page.seen', subject: `${shop}/listing`, body };
  }
  if (n % 5 === 0) {
    const turned = [
      { check: 'name-length', from: null, to: { result: 'fail', params: { n: 4, min: 10, max: 60 } }, severity: 'weakens' },
      { check: 'main-picture', from: null, to: { result: n % 2 ? 'pass' : 'na' }, severity: 'weakens' },
    ];
    return { type: 'verdict.turned', subject, body: { ruleSet: '1', turned } };
  }
  const fields = { name: `Cotton shirt 棉质衬衫 ${listing}`, mainPicture: true, live: true, variantTotal: n % 7 };
  return {
    type: 'record.seen',
    subject,
    body: { noun: 'listing', id: String(listing), fields, url: `https://shop.example/products/${listing}` },
  };
}
