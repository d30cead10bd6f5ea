// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { brief, draw, goTo, idsOf, list, seen, toyPage, wait } from './toy-page';

const toy = toyPage();

it('posts what is on the page once, and again only when it has changed', async () => {
  draw('1', '2');
  toy.start();
  await wait(350);
  expect(toy.observed()).toEqual([['1', '2']]);
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 2 });
  document.body.append(document.createElement('aside'));
  await wait(350);
  expect(toy.observed()).toHaveLength(1);
  draw('3', '4');
  await wait(350);
  expect(toy.observed()).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(toy.page.state).toMatchObject({ findings: [{ subject: 's/listing/3' }, { subject: 's/listing/4' }] });
});

it('never reads a hidden tab, and reads it when it is looked at again', async () => {
  draw('1');
  toy.visibility = 'hidden';
  toy.start();
  await wait(350);
  expect(toy.observed()).toEqual([]);
  toy.visibility = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await wait(350);
  expect(toy.observed()).toEqual([['1']]);
});

it('drops an answer whose route was left meanwhile', async () => {
  draw('1');
  let release = (): void => {};
  const held_ = new Promise<void>((done) => {
    release = done;
  });
  const quick = toy.answer;
  toy.answer = async (message) => {
    if (message.type === 'page.observed' && idsOf(message).includes('1')) await held_;
    return quick(message);
  };
  toy.start();
  await wait(350);
  goTo('https://toy.example/products?page=2');
  draw('2');
  await wait(350);
  release();
  await wait(200);
  expect(toy.page.state).toMatchObject({ kind: 'seen', findings: [{ subject: 's/listing/2' }] });
});

it('asks how to see a page that it does not know yet, once for each address', async () => {
  draw('1');
  const opened = () => toy.sent.filter(({ type }) => type === 'page.opened').length;
  toy.answer = (message) =>
    message.type === 'page.opened'
      ? { ok: true, brief: { ...brief, pages: message.url.includes('/products') ? [list] : [] } }
      : seen(idsOf(message));
  goTo('https://toy.example/settings');
  toy.start();
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'unknown-page' });
  document.body.append('x');
  await wait(350);
  expect(opened()).toBe(1);
  goTo('https://toy.example/products');
  document.body.append('y');
  await wait(350);
  expect([opened(), toy.page.state.kind]).toEqual([2, 'seen']);
  goTo('https://toy.example/products?page=2');
  document.body.append('z');
  await wait(350);
  expect([opened(), toy.page.state.kind]).toEqual([2, 'seen']);
});

it('a list that is missing for a moment is no drift; one that stays away is', async () => {
  document.body.innerHTML = '<main></main>';
  toy.start();
  await wait(300);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'loading' });
  await wait(900);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'rows-missing' });
  draw('5');
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 1 });
});

it('tells the page’s own responses with the account the page shows, once for each address, and takes them off when they were used', async () => {
  draw('1');
  const quick = toy.answer;
  toy.answer = (message) => (message.type === 'page.answered' ? null : quick(message));
  toy.start();
  toy.held.add({ page: 'toy/list', response: 0, url: 'https://toy.example/products', payload: { items: [] } });
  toy.held.add({ page: 'toy/form', response: 0, url: 'https://toy.example/products', payload: {} });
  await wait(350);
  document.body.append('x');
  await wait(350);
  const answered = toy.sent.filter(({ type }) => type === 'page.answered');
  expect(answered).toMatchObject([{ page: 'list', response: 0, account: '', url: 'https://toy.example/products', payload: { items: [] } }]);
  // It was not of that address: it may be of the next.
  toy.answer = (message) => (message.type === 'page.answered' ? seen(['1']) : quick(message));
  goTo('https://toy.example/products?page=2');
  document.body.append('y');
  await wait(350);
  expect(toy.sent.filter(({ type }) => type === 'page.answered')).toHaveLength(2);
  goTo('https://toy.example/products?page=3');
  document.body.append('z');
  await wait(350);
  expect(toy.sent.filter(({ type }) => type === 'page.answered')).toHaveLength(2);
});
