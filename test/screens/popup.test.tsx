// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PopupProps, PopupScreen } from '@/components/popup/popup-screen';
import { syncWords } from '@/components/sync-words';
import { locales } from '@/lib/text/text';
import { blind, pages } from './fixture-pages';
import { shops, syncs } from './fixture-sites';
import { empty, normal, ownOnly } from './fixture-tasks';
import { show, wordsOf } from './show';

afterEach(cleanup);

const nothing = () => undefined;
const popup = (more: Partial<PopupProps> = {}, view: PopupProps['today']['view'] = normal) => {
  const handlers = { onLook: vi.fn(), onStep: vi.fn(), onSync: vi.fn() };
  const actions = { settle: nothing, reopen: nothing, snooze: nothing, open: nothing };
  const props: PopupProps = {
    shops: shops.slice(0, 1),
    sync: syncs.synced,
    page: pages.needs,
    today: { view, actions, clauseSentence: () => '' },
    entry: { onNote: nothing, onTask: nothing, modifier: 'Ctrl' },
    ...handlers,
    ...more,
  };
  return { ...handlers, ...show(<PopupScreen {...props} />) };
};

describe('the popup', () => {
  it('paints before the log has answered: nothing is said to be fine, empty or synced, and a note can be written', () => {
    popup({
      shops: undefined,
      sync: undefined,
      page: undefined,
      today: { ...{ view: undefined }, actions: {} as never, clauseSentence: () => '' },
    });
    expect(screen.getByRole('textbox')).toBeTruthy();
    expect(screen.getByRole('main').textContent).not.toMatch(/Nothing|passed|synced|Connect/);
  });

  it('names the shop of this page, or how many there are', () => {
    popup({ shops, page: pages.needs });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Main shop');
    cleanup();
    popup({ shops, page: blind('other-shop') });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('2 shops');
  });

  it('on the first run says what to do first', () => {
    const { onStep } = popup({ shops: [], page: pages.elsewhere }, empty);
    fireEvent.click(screen.getByRole('button', { name: 'Connect a site' }));
    expect(onStep).toHaveBeenCalledWith('connect');
    expect(screen.queryByText(/Nothing to do/)).toBeNull();
  });

  it('does not hide an own task because no shop is connected', () => {
    popup({ shops: [], page: pages.elsewhere }, ownOnly);
    expect(screen.getByRole('checkbox', { name: /32-Inch Monitor/ })).toBeTruthy();
  });

  it('leads from the sync words to their details', () => {
    const { onSync } = popup({ sync: syncs.rejected });
    fireEvent.click(screen.getByRole('button', { name: 'synced 2 min ago · 2 refused' }));
    expect(onSync).toHaveBeenCalledOnce();
  });

  it('keeps the entry usable when the list breaks', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = new Proxy(normal, {
      get: () => {
        throw Object.assign(new Error('quota'), { name: 'QuotaExceededError' });
      },
    });
    popup({ shops: undefined }, broken);
    expect(screen.getByRole('alert').textContent).toContain('Storage on this computer is full');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.getByRole('textbox')).toBeTruthy();
    vi.restoreAllMocks();
  });
});

it.each(locales)('the sync has words for every state in %s', (locale) => {
  for (const sync of [...Object.values(syncs), { ...syncs.offline, nextTry: '' }, { kind: 'syncing', pending: 3, rejected: 0 } as const]) {
    expect(syncWords(sync, wordsOf(locale))).not.toMatch(/sync\.|\{/);
  }
});
