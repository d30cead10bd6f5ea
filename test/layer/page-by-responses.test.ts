// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { ToBackground } from '@/lib/extension/messages';
import { brief, goTo, seen, toyPage, wait } from './toy-page';

const toy = toyPage();
const url = 'https://toy.example/products';
const alone = {
  id: 'list',
  route: '/products',
  examples: [],
  responses: [],
  noun: 'listing' as const,
  kind: 'list' as const,
  places: { rows: 'tr' },
};
const start = (account: object = { absent: 'unknown' }, places: { places?: { rows: string } } = alone): void => {
  const { signature: _signature, signedIn: _signedIn, ...bare } = brief.platform;
  const known = { ...brief, platform: { ...bare, account }, pages: [{ ...alone, ...places }] };
  toy.answer = (message) =>
    message.type === 'page.opened' ? { ok: true, brief: known } : message.type === 'page.answered' ? seen(['7001', '7002']) : undefined;
  toy.start();
};
const answered = () => toy.sent.filter((each): each is Extract<ToBackground, { type: 'page.answered' }> => each.type === 'page.answered');
const response = (more: object = {}) => ({ page: 'toy/list', response: 0, url, payload: { rows: [] }, ...more });

it('shows what an answer told, although nothing on the page can be read, and posts no sight of its own', async () => {
  document.body.innerHTML = '<table><tr><td>ID: 7001</td></tr><tr></tr><tr><td>x ID：7002 y</td></tr></table>';
  start();
  toy.held.add(response({ account: '88' }));
  await wait(400);
  expect(answered()).toMatchObject([{ account: '88', page: 'list', response: 0 }]);
  expect(toy.observed()).toEqual([]);
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 2, findings: [{ subject: 's/listing/7001' }, { subject: 's/listing/7002' }] });
  document.body.append('more');
  await wait(400);
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 2 });
  // The next page of the list.
  const quick = toy.answer;
  toy.answer = (message) => (message.type === 'page.answered' ? seen(['7003']) : quick(message));
  toy.held.add(response({ account: '88' }));
  await wait(400);
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 1, findings: [{ subject: 's/listing/7003' }] });
});

it('a refusal is said and nothing is told; it stands until an answer comes', async () => {
  start();
  toy.held.add(response({ payload: null }));
  await wait(400);
  expect(answered()).toEqual([]);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'refused' });
  document.body.append('x');
  await wait(400);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'refused' });
  toy.held.add(response({ account: '88' }));
  await wait(400);
  expect(toy.page.state).toMatchObject({ kind: 'seen' });
  toy.held.add(response({ payload: null }));
  await wait(400);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'refused' });
});

it('[T29] an answer that should name its shop and does not is told to nobody', async () => {
  start();
  toy.held.add(response({ account: null }));
  await wait(400);
  expect(answered()).toEqual([]);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'unknown-shop' });
});

it('[T29] where the address names the shop, an answer asked for under another address of it is nobody’s', async () => {
  goTo(`${url}?shop=2`);
  start({ absent: 'unknown', query: 'shop' });
  toy.held.add(response({ url: `${url}?shop=1` }));
  toy.held.add(response({ url: 'no address' }));
  await wait(400);
  expect(answered()).toEqual([]);
  toy.held.add(response({ url: `${url}?shop=2` }));
  await wait(400);
  expect(answered()).toMatchObject([{ account: '2' }]);
});

it('waits for an answer, then says that none came, or that nobody knows whose it is', async () => {
  start();
  await wait(1500);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'loading' });
  await wait(4200);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'no-response' });
  toy.held.add(response());
  await wait(400);
  expect(answered()).toEqual([]);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'unknown-shop' });
}, 10_000);

it('what came while the tab was hidden is told when it is looked at, however late', async () => {
  toy.visibility = 'hidden';
  start();
  toy.held.add(response({ account: '88' }));
  await wait(300);
  expect(answered()).toEqual([]);
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
  toy.visibility = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await wait(400);
  expect(answered()).toHaveLength(1);
});
