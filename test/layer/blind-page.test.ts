// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { draw, toyPage, wait } from './toy-page';

const toy = toyPage();
const asked = () => toy.sent.filter(({ type }) => type === 'page.blind').length;

it('where no rows are, the page’s own words are asked for once, and their reason stands until rows are seen', async () => {
  draw();
  const usual = toy.answer;
  toy.answer = (message) => (message.type === 'page.blind' ? 'overloaded' : usual(message));
  toy.start();
  await wait(1100);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'overloaded' });
  document.body.append('x');
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'overloaded' });
  expect(asked()).toBe(1);
  draw('1');
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'seen' });
});

it('a good page is never asked, one without words keeps its first reason', async () => {
  draw('1');
  toy.start();
  await wait(1100);
  expect(asked()).toBe(0);
  const usual = toy.answer;
  toy.answer = (message) => (message.type === 'page.blind' ? null : usual(message));
  draw();
  await wait(1300);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'rows-missing' });
  expect(asked()).toBe(1);
});

it('says of a hidden tab that it is not read, and keeps what it had seen', async () => {
  draw('1');
  toy.visibility = 'hidden';
  toy.start();
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'hidden' });
  toy.visibility = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await wait(350);
  toy.visibility = 'hidden';
  expect(toy.page.state).toMatchObject({ kind: 'seen', rows: 1 });
});

it('what a look took rides with the news of it', async () => {
  draw('1', '2');
  toy.start();
  await wait(500);
  const told = toy.sent.flatMap((message) => (message.type === 'page.changed' ? [message.ms ?? -1] : []));
  expect(told.length).toBeGreaterThan(0);
  expect(told.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(0);
});
