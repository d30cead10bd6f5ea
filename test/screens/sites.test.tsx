// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLoopback, readAddress } from '@/components/address';
import { type SitesProps, SitesSection } from '@/components/sites/sites-section';
import * as made from './fixture-sites';
import { show } from './show';

afterEach(cleanup);
const fill = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('addresses as people paste them', () => {
  it.each([
    ['shop.example/admin/x', 'https://shop.example'],
    [' http://127.0.0.1:4390/admin ', 'http://127.0.0.1:4390'],
    ['localhost:4390', 'http://localhost:4390'],
    ['[::1]:4390/admin', 'http://[::1]:4390'],
    ['https://user:secret@shop.example/', 'https://shop.example'],
  ])('%s is %s', (typed, origin) => {
    const address = readAddress(typed);
    expect(address.ok && address.url.origin).toBe(origin);
  });

  it.each([
    ['', 'empty'],
    ['商品列表', 'not-an-address'],
    ['javascript:alert(1)', 'not-web'],
    ['file:///etc/passwd', 'not-web'],
    ['chrome://settings', 'not-web'],
    ['http://', 'not-an-address'],
  ])('%j is refused as %s', (typed, code) => {
    expect(readAddress(typed)).toEqual({ ok: false, code });
  });

  it('only this machine is this machine', () => {
    const here = ['http://localhost', 'http://127.0.0.1:1', 'http://[::1]:2', 'http://127.9.9.9'];
    const there = [
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://192.168.1.2',
      'http://10.0.0.1',
      'http://0.0.0.0',
    ];
    expect(here.filter((url) => !isLoopback(new URL(url)))).toEqual([]);
    expect(there.filter((url) => isLoopback(new URL(url)))).toEqual([]);
  });
});

const sites = (more: Partial<SitesProps> = {}) => {
  const handlers = {
    onConnect: vi.fn<SitesProps['onConnect']>(async () => ({ ok: true })),
    onDisconnect: vi.fn(),
    onReconnect: vi.fn(),
    onForget: vi.fn(),
  };
  const props = { sites: made.sites, shops: made.shops, platforms: made.platforms, guess: made.guess, start: '', ...handlers, ...more };
  return { ...handlers, props, ...show(<SitesSection {...props} />) };
};

describe('[4.4.2] connecting a site', () => {
  it('shows the origin, the platform that fits, what is read and what never is, before anything is asked', () => {
    sites({ sites: [], shops: [] });
    fill('Back-office address', 'http://127.0.0.1:4390/admin/catalog');
    expect(screen.getByText('The site is http://127.0.0.1:4390')).toBeTruthy();
    expect(screen.getByText('products, stock, prices, promotions, order numbers and states')).toBeTruthy();
    expect(screen.getByText('buyers’ names, phones, addresses, payments, passwords')).toBeTruthy();
    expect(screen.getByText('verified on 3.7.3, Nov 24, 2026')).toBeTruthy();
  });

  it('asks straight in the click, for the origin alone, and with a new shop by its name', async () => {
    const { onConnect } = sites({ sites: [], shops: [] });
    fill('Back-office address', 'http://127.0.0.1:4390/admin/catalog?x=1#y');
    expect((screen.getByRole('button', { name: 'Connect' }) as HTMLButtonElement).disabled).toBe(true);
    fill('Name of the shop', ' Main shop ');
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(onConnect).toHaveBeenCalledWith({
      platform: 'vendure',
      isGuess: true,
      origin: 'http://127.0.0.1:4390',
      account: '',
      shop: { name: 'Main shop' },
    });
    await waitFor(() => expect(screen.getByText('Connected', { selector: 'p' })).toBeTruthy());
  });

  it('says that a platform which somebody chose is no guess', async () => {
    const { onConnect } = sites({ start: 'https://seller.example.com/goods' });
    fireEvent.change(screen.getByLabelText('Platform'), { target: { value: 'vendure' } });
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(onConnect).toHaveBeenCalledWith(expect.objectContaining({ platform: 'vendure', isGuess: false })));
  });

  it('says of an unverified platform what it rests on and since when, and whether its pages name their shop', () => {
    sites();
    fill('Back-office address', 'https://mms.pinduoduo.com/goods/goods_list');
    expect(screen.getByText('unverified; measured by a public project, Sep 30, 2026')).toBeTruthy();
    expect(screen.queryByText(/do not say which shop/)).toBeNull();
    expect(screen.getByText(/the first shop that the page names/)).toBeTruthy();
    fill('Back-office address', 'https://myseller.taobao.com/home.htm');
    expect(screen.getByText('unverified; from public code, May 31, 2026')).toBeTruthy();
    expect(screen.getByText(/do not say which shop/)).toBeTruthy();
    // What is typed there would fit no page.
    expect(screen.queryByLabelText('Account or channel')).toBeNull();
  });

  it('needs no platform where none is known, and never calls an untried one verified', () => {
    sites({ start: 'https://seller.example.com/goods' });
    expect(screen.getByText(/No adapter knows it/)).toBeTruthy();
    expect((screen.getByLabelText('Platform') as HTMLSelectElement).value).toBe('recognised');
    expect((screen.getByRole('button', { name: 'Connect' }) as HTMLButtonElement).disabled).toBe(false);
    fill('Platform', 'maildev');
    expect(screen.getAllByText('unverified, from public facts only').length).toBeGreaterThan(1);
  });

  it('does not connect a site twice', () => {
    sites({ start: 'http://127.0.0.1:4390/admin' });
    expect(screen.getByText('http://127.0.0.1:4390 is connected already')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Connect' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('says a refusal with the next step, and keeps what was typed', async () => {
    sites({ onConnect: async () => ({ ok: false, code: 'permission-refused' }), start: 'https://a.example.com/admin' });
    await click('Connect');
    expect(screen.getByRole('alert').textContent).toContain('choose Allow');
    expect((screen.getByLabelText('Back-office address') as HTMLInputElement).value).toContain('a.example.com');
  });

  it('says what watching it costs, and that nothing was measured rather than 0; forgets what was noticed', () => {
    const { onForget } = sites({ costs: made.costs });
    expect(screen.getByText('costs about 3.2 ms a look · 0.4 s today · measured since Nov 20')).toBeTruthy();
    expect(screen.getByText('no look measured yet')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Forget what was noticed of http://127.0.0.1:4390' }));
    expect(onForget).toHaveBeenCalledWith('http://127.0.0.1:4390');
    expect(screen.getByText(/Forgotten here: .* The log stays\./)).toBeTruthy();
  });

  it('switches off at once, says what is kept, and takes it back', () => {
    const { onDisconnect, onReconnect, props, again } = sites();
    fireEvent.click(screen.getByRole('button', { name: 'Switch off http://127.0.0.1:4390' }));
    expect(onDisconnect).toHaveBeenCalledWith('http://127.0.0.1:4390');
    again(<SitesSection {...props} sites={[]} />);
    expect(screen.getByText(/What was recorded is kept/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Connect again' }));
    expect(onReconnect).toHaveBeenCalledWith(made.sites[0]);
  });
});
