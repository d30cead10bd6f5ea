import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TaughtPage, taughtId } from '@/lib/domain/taught';
import { taughtKey } from '@/lib/domain/taught-entries';
import { connectSite } from '@/lib/store/act';
import { database, setMeta } from '@/lib/store/database';
import { append, identity } from '@/lib/store/log';
import { approveTaught, askReview, reviewOf, taughtPages, taughtView, teachPage, withdrawTaught } from '@/lib/store/taught';
import { freshDatabase } from '../store/fresh';

const origin = 'https://odd.example';
const pageWith = (css: string): TaughtPage =>
  TaughtPage.parse({
    id: taughtId('listing-list', '/shelf'),
    route: '/shelf',
    example: '/shelf',
    noun: 'listing',
    kind: 'list',
    table: {
      rows: '#shelf > div',
      fields: {
        id: { required: true, anyOf: [{ get: 'attribute', name: 'data-no', read: 'id' }] },
        name: { required: false, anyOf: [{ css, get: 'text', read: 'text' }] },
      },
    },
  });
const page = pageWith('#shelf b');
const key = taughtKey(page);
const as = async (member: string, ...roles: string[]) =>
  setMeta('identity', { ...(await identity()), member, device: `${member}'s`, roles });

beforeEach(async () => {
  await freshDatabase();
  await connectSite({ platform: 'recognised', origin, account: '', shop: 'main' });
});

describe('a page that was taught', () => {
  it('alone is read by at once, and asks nobody', async () => {
    await teachPage(origin, page);
    expect((await taughtPages(origin)).map(({ id }) => id)).toEqual([page.id]);
    expect(await database().cases.count()).toBe(0);
  });

  it('in a team asks for a review, which its author cannot give; another supervisor can, and everybody reads by it', async () => {
    await as('ana', 'supervisor');
    await setMeta('api', { url: 'https://api.example', token: 't', orgName: 'o', name: 'n', role: 'supervisor', email: 'e' });
    await teachPage(origin, page);
    expect(await taughtView(origin)).toMatchObject([{ standing: 'waiting', isUsed: true, mayApprove: false, mayWithdraw: true }]);
    await approveTaught(origin, key);
    expect((await database().cases.get(reviewOf(origin, key)))?.state).toBe('waiting');

    await as('bo', 'specialist');
    expect(await taughtPages(origin)).toEqual([]);
    expect(await taughtView(origin)).toMatchObject([{ isMine: false, mayApprove: false }]);
    await approveTaught(origin, key);
    expect(await taughtPages(origin)).toEqual([]);

    await as('cy', 'supervisor');
    expect(await taughtView(origin)).toMatchObject([{ isMine: false, mayApprove: true }]);
    await approveTaught(origin, key);
    expect(await taughtPages(origin)).toHaveLength(1);
    await as('bo', 'specialist');
    expect(await taughtPages(origin)).toHaveLength(1);
  });

  it('is seen by whoever looks at it when it turns', async () => {
    await as('ana', 'specialist');
    await setMeta('api', { url: 'https://api.example', token: 't', orgName: 'o', name: 'n', role: 'specialist', email: 'e' });
    await teachPage(origin, page);
    await as('bo', 'supervisor');
    const seen: (string | undefined)[] = [];
    const watch = liveQuery(() => taughtView(origin)).subscribe(([first]) => seen.push(first?.standing));
    await vi.waitFor(() => expect(seen).toEqual(['waiting']));
    await approveTaught(origin, key);
    await vi.waitFor(() => expect(seen).toEqual(['waiting', 'in-use']));
    watch.unsubscribe();
  });

  it('is withdrawn, also as a draft, and wanted again when it is taught again', async () => {
    await teachPage(origin, page);
    await withdrawTaught(origin, key);
    expect(await taughtPages(origin)).toEqual([]);
    await teachPage(origin, page);
    expect(await taughtPages(origin)).toHaveLength(1);
  });

  it('can be asked about later, once there is a team', async () => {
    await teachPage(origin, page);
    await setMeta('api', { url: 'https://api.example', token: 't', orgName: 'o', name: 'n', role: 'specialist', email: 'e' });
    expect(await taughtView(origin)).toMatchObject([{ standing: 'own', mayAsk: true }]);
    await askReview(origin, key);
    expect(await taughtView(origin)).toMatchObject([{ standing: 'waiting', mayAsk: false }]);
  });

  it('sent under the subject of something else changes nothing of that', async () => {
    await teachPage(origin, page);
    await append(new Date(), { type: 'page.taught', subject: origin, body: { origin, page: pageWith('#shelf i') } });
    await append(new Date(), {
      type: 'page.taught',
      subject: 'taught/https://other.example',
      body: { origin, page: pageWith('#shelf i') },
    });
    expect((await taughtView(origin)).map((one) => one.key)).toEqual([key]);
    expect(await taughtView('https://other.example')).toEqual([]);
    expect(await database().sites.get(origin)).toMatchObject({ platform: 'recognised' });
  });
});
