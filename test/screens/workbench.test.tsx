// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectApi, connectCodes } from '@/components/connection/connect-api';
import { ConnectionSection } from '@/components/connection/connection-section';
import { OrgKey } from '@/components/connection/org-key';
import { ExportAll } from '@/components/data/export-all';
import { LedgerLoad } from '@/components/data/ledger-load';
import { RejectedList } from '@/components/keeping/rejected-list';
import { LanguageSection } from '@/components/language/language-section';
import { sectionAt } from '@/components/workbench/workbench-frame';
import { rejectCodes } from '@/lib/domain/event';
import type { Opened } from '@/lib/file-desk';
import { readTable } from '@/lib/files/read-table';
import { viewOf } from '@/lib/files/view';
import * as made from './fixture-sites';
import { show } from './show';

afterEach(cleanup);
const fill = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('connecting the API', () => {
  const api = (onConnect = vi.fn()) => ({ onConnect, ...show(<ConnectApi onConnect={onConnect} />) });
  const typeAll = (url: string) => {
    fill('Server address', url);
    fill('E-mail', 'a@example.com');
    fill('Password', 'secret');
  };

  it('sends nothing over plain http to another machine, and says why', () => {
    const { onConnect } = api();
    typeAll('http://api.example.com');
    expect(screen.getByText(/http is for this computer only.*starts with https/)).toBeTruthy();
    fireEvent.submit(screen.getByLabelText('Password').closest('form') as HTMLFormElement);
    expect(onConnect).not.toHaveBeenCalled();
  });

  it('signs in to this machine over http', async () => {
    const { onConnect } = api(vi.fn(async () => ({ ok: true })));
    typeAll('http://127.0.0.1:8787/');
    await click('Sign in and connect');
    expect(onConnect).toHaveBeenCalledWith({ url: 'http://127.0.0.1:8787', email: 'a@example.com', password: 'secret' });
    expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
  });

  it('sets the first password with the code of an invitation, or leaves that again', async () => {
    const { onConnect } = api(vi.fn(async () => ({ ok: true })));
    typeAll('https://api.example.com');
    await click('I have an invitation or reset code');
    fill('New password', 'long enough');
    expect((screen.getByRole('button', { name: 'Sign in and connect' }) as HTMLButtonElement).disabled).toBe(true);
    fill('Code of the invitation or reset', ' a1b2-c3d4 ');
    await click('Sign in and connect');
    expect(onConnect).toHaveBeenCalledWith({
      url: 'https://api.example.com',
      email: 'a@example.com',
      password: 'long enough',
      code: 'a1b2-c3d4',
    });
    expect(screen.queryByLabelText('Code of the invitation or reset')).toBeNull();
  });

  it.each(connectCodes)('has a sentence and a next step of its own for %s', async (code) => {
    api(vi.fn(async () => ({ ok: false, code })));
    typeAll('https://api.example.com');
    await click('Sign in and connect');
    const said = screen.getByRole('alert').textContent ?? '';
    expect(said.length).toBeGreaterThan(20);
    expect(said).not.toContain(`api.${code}`);
  });

  it('shows member, role and what waits; signed out, the way back in', () => {
    const more = {
      orgKey: made.orgKey,
      onConnect: vi.fn(),
      onDisconnect: vi.fn(),
      onSyncNow: vi.fn(),
      onSetOrgKey: vi.fn(),
      onCopyText: vi.fn(),
    };
    show(<ConnectionSection api={made.api} sync={made.syncs.signedOut} {...more} />);
    expect(screen.getByText('李晓 · li.xiao@example.com')).toBeTruthy();
    expect(screen.getByText('5 events')).toBeTruthy();
    expect(screen.getByText(/Sign in again/)).toBeTruthy();
    expect((screen.getByLabelText('Server address') as HTMLInputElement).value).toBe(made.api.url);
  });

  it('shows of a refused event both sides and what to do, for every code', () => {
    show(
      <RejectedList
        rows={rejectCodes.map((code) => ({ id: code, type: 'case.moved', at: '2026-11-24T03:10:00.000Z', code, message: 'seq 7' }))}
      />,
    );
    const rows = screen.getAllByRole('listitem');
    expect(rows).toHaveLength(rejectCodes.length);
    for (const row of rows) {
      expect(row.textContent).toContain('Task moved');
      expect(row.textContent).toContain('seq 7');
      expect(row.textContent).not.toContain('rejected.');
    }
  });
});

describe('[4.4.1] the organisation key', () => {
  it('is hidden until asked for, and refuses what is no key', async () => {
    const onSet = vi.fn(async () => undefined);
    show(<OrgKey orgKey={made.orgKey} onSet={onSet} onCopyText={async () => undefined} />);
    expect(document.body.textContent).not.toContain(made.orgKey);
    await click('Show');
    expect(document.body.textContent).toContain(made.orgKey);
    fill('Use a colleague’s key', 'abc');
    expect((screen.getByRole('button', { name: 'Use it' }) as HTMLButtonElement).disabled).toBe(true);
    fill('Use a colleague’s key', ` ${'AB12'.repeat(16)} `);
    await click('Use it');
    expect(onSet).toHaveBeenCalledWith('ab12'.repeat(16));
  });
});

describe('[3.2.3] the ledger', () => {
  const csv = (text: string | Uint8Array<ArrayBuffer>, name = 'stock.csv') => new File([text], name, { type: 'text/csv' });
  const pick = async (file: File) => {
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    await act(async () => fireEvent.change(input));
  };
  const onOpen = async (file: File): Promise<Opened> => {
    const read = await readTable(file);
    return read.ok ? { ok: true, view: viewOf(file.name, read.table, () => undefined) } : read;
  };
  const ledger = (onLoad = vi.fn()) => {
    show(<LedgerLoad shops={made.shops} ledgers={[{ shop: 'main', rows: 78 }]} onOpen={onOpen} onLoad={onLoad} />);
    return onLoad;
  };

  it('shows what the file holds and what it will replace, before it is loaded', async () => {
    const onLoad = ledger(vi.fn(async () => ({ ok: true, rows: 2 })));
    expect(screen.getByText('It has 78 SKUs now; a new file replaces them all.')).toBeTruthy();
    await pick(csv('SKU,qty\nA,1\nB,2\n'));
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(3);
    expect(onLoad).not.toHaveBeenCalled();
    await click('Load into Main shop');
    expect(onLoad).toHaveBeenCalledWith('main');
    expect(screen.getByText('Main shop: 2 SKUs loaded')).toBeTruthy();
  });

  it.each([
    ['empty', {}],
    ['no-sku-column', { found: 'a, b' }],
    ['no-quantity-column', { found: 'a, b' }],
    ['doubled-sku', { line: 14, sku: 'GAP-2' }],
    ['bad-quantity', { line: 3, sku: 'GAP-2', written: 'five' }],
    ['wrong-shop', { rows: 20, known: 70 }],
    ['rounded-sku', { line: 3, sku: '1.2E+15' }],
  ] as const)('says of a %s file where and what to do, and keeps it in sight', async (code, params) => {
    ledger(vi.fn(async () => ({ ok: false, problem: { code, params } })));
    await pick(csv('a,b\n1,2\n'));
    await click('Load into Main shop');
    const said = screen.getByRole('alert').textContent ?? '';
    expect(said).not.toMatch(/ledger\.|\{/);
    for (const value of 'line' in params ? Object.values(params) : []) expect(said).toContain(String(value));
    expect(screen.getByText('stock.csv')).toBeTruthy();
  });

  it('refuses a file that is none, with the reason', async () => {
    ledger();
    await pick(csv(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]), 'list.pdf'));
    expect(screen.getByRole('alert').textContent).toContain('list.pdf is not a table');
    expect(screen.queryByText('Load into Main shop')).toBeNull();
  });
});

it('[4.2.3] an export that fails says so', async () => {
  show(<ExportAll onExport={() => Promise.reject(new Error('closed'))} />);
  await click('Export JSON');
  expect(screen.getByRole('alert').textContent).toContain('It was not exported');
});

it('languages are named in their own words, whichever one is on', () => {
  const onChoose = vi.fn();
  show(<LanguageSection chosen="auto" onChoose={onChoose} />, 'en');
  for (const name of ['简体中文', '繁體中文', 'English']) expect(screen.getByLabelText(name)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('繁體中文'));
  expect(onChoose).toHaveBeenCalledWith('zh-TW');
});

it.each([
  ['#sites', { section: 'sites', start: '' }],
  ['#sites=http%3A%2F%2Fa.example%2F%3Fx%3D1', { section: 'sites', start: 'http://a.example/?x=1' }],
  ['', { section: 'today', start: '' }],
  ['#nothing=%E0%A4%A', { section: 'today', start: '' }],
])('the address %j opens %j', (hash, place) => {
  expect(sectionAt(hash)).toEqual(place);
});
