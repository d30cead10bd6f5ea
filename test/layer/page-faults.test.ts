// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { brief, draw, toyPage, wait } from './toy-page';

const toy = toyPage();

it('a site that is not connected, or another shop: the reason, and nothing read', async () => {
  draw('1');
  toy.answer = () => ({ ok: false, reason: 'not-connected' });
  toy.start();
  await wait(80);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'not-connected' });
  expect(toy.observed()).toEqual([]);
  expect(document.querySelector('shop-loupe')).toBeNull();
});

it('a worker that ended is asked again; after three silences the page says so and is asked later', async () => {
  draw('1');
  const quick = toy.answer;
  let rejected = 0;
  toy.answer = (message) => {
    if (message.type === 'page.observed' && rejected++ < 1) throw new Error('worker ended');
    return quick(message);
  };
  toy.start();
  await wait(1300);
  expect(toy.observed()).toHaveLength(2);
  expect(toy.page.state.kind).toBe('seen');
  toy.answer = (message) => (message.type === 'page.observed' ? undefined : quick(message));
  draw('2');
  await wait(2600);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'store-blocked' });
});

it('an error of ours never reaches the page: it becomes a state', async () => {
  draw('1');
  const errors = vi.fn();
  window.addEventListener('error', errors);
  toy.answer = (message) => (message.type === 'page.opened' ? { ok: true, brief } : { ok: true });
  toy.start();
  await wait(350);
  expect(toy.page.state).toMatchObject({ kind: 'blind', reason: 'adapter-broken' });
  expect(errors).not.toHaveBeenCalled();
  window.removeEventListener('error', errors);
});

it('the page takes the layer away: it comes back three times, then stays away and the panel is told', async () => {
  draw('1');
  toy.start();
  await wait(350);
  let removed = 0;
  for (let n = 0; n < 20; n++) {
    const host = document.querySelector('shop-loupe');
    if (host) removed++;
    host?.remove();
    await wait(10);
  }
  expect(removed).toBe(4);
  expect(document.querySelector('shop-loupe')).toBeNull();
  expect(toy.page.state).toMatchObject({ kind: 'seen', detail: 'hidden by page' });
});

it('what the page writes on the host is wiped off', async () => {
  draw('1');
  toy.start();
  await wait(350);
  const host = document.querySelector('shop-loupe') as HTMLElement;
  expect(host.shadowRoot).toBeNull();
  host.setAttribute('style', 'opacity:0');
  await wait(30);
  expect(host.getAttributeNames()).toEqual([]);
});

it('once switched off, nothing of it is left', async () => {
  draw('1');
  toy.start();
  await wait(350);
  expect(document.querySelector('shop-loupe')).not.toBeNull();
  toy.abort();
  toy.page.stop();
  expect(document.querySelector('shop-loupe')).toBeNull();
  draw('7');
  await wait(350);
  expect(toy.observed()).toEqual([['1']]);
  expect(toy.page.state).toEqual({ kind: 'elsewhere' });
});
