// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { groupFindings } from '@/components/page/group-findings';
import { PageFindings } from '@/components/page/page-findings';
import { PageStrip } from '@/components/page/page-strip';
import { blindStep, headlineOf } from '@/components/page/page-words';
import { blindReasons } from '@/lib/domain/observation';
import type { PageState } from '@/lib/domain/page-state';
import type { Beside } from '@/lib/domain/recognition';
import { locales } from '@/lib/text/text';
import { beside, blind, finding, pages } from './fixture-pages';
import { show, wordsOf } from './show';

afterEach(cleanup);

const panel = (page: PageState | undefined, read?: Beside | null) => {
  const handlers = { onJump: vi.fn(), onStep: vi.fn(), onTeach: vi.fn(), onAccept: vi.fn() };
  return { ...handlers, ...show(<PageFindings page={page} beside={read} {...handlers} />) };
};

describe('fine, needs you, or cannot see', () => {
  const { t } = wordsOf();
  it.each([
    ['needs', 'blocks', '9 things need you'],
    ['fine', 'pass', 'Everything on this page has passed'],
    ['fineButUnseen', 'pass', 'All that can be seen has passed; 1 cannot be seen'],
    ['unseen', 'unknown', 'Nothing on this page can be judged'],
    ['emptyList', 'unknown', 'This list is empty'],
    ['elsewhere', 'unknown', 'This page is not a connected back office'],
  ] as const)('%s is %s: %s', (name, sign, text) => {
    expect(headlineOf(pages[name], t)).toMatchObject({ sign, text });
  });

  it('a page with nothing but unknowns never passes, an empty list neither', () => {
    for (const page of [pages.unseen, pages.emptyList, blind('rows-missing')]) expect(headlineOf(page, t).sign).toBe('unknown');
  });

  it.each(locales)('every reason has a sentence and a next step in %s', (locale) => {
    const words = wordsOf(locale).t;
    for (const reason of blindReasons) {
      const { text, next } = headlineOf(blind(reason), words);
      expect(text, reason).not.toContain('blind.');
      expect(next, reason).not.toContain('blind.');
    }
  });

  it('tells which shop it is where that is known, and offers the step that helps', () => {
    const { onStep } = panel(blind('other-shop', 'Outlet'));
    expect(screen.getByText('This page belongs to another shop (Outlet)')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Site settings' }));
    expect(onStep).toHaveBeenCalledWith('sites');
    expect(blindStep['not-connected']).toBe('connect');
  });
});

describe('[3.2.2] findings of the page', () => {
  it('stand by field, the worst field first, what does not apply nowhere', () => {
    const groups = groupFindings([
      finding('a', 'name-length', 'name', 'weakens', { result: 'fail', params: {} }),
      finding('a', 'main-picture', 'mainPicture', 'blocks', { result: 'fail', params: {} }),
      finding('a', 'stock-low', 'variants', 'weakens', { result: 'na' }),
      finding('b', 'category-present', 'categories', 'improves', { result: 'pass' }),
      finding('b', 'name-length', 'name', 'weakens', { result: 'unknown', reason: 'not-shown' }),
    ]);
    expect(groups.map(({ field, worst }) => [field, worst])).toEqual([
      ['mainPicture', 'blocks'],
      ['name', 'weakens'],
      ['categories', 'pass'],
    ]);
    expect(groups[1]?.subjects.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(groups[2]?.subjects).toEqual([]);
  });

  it('are counted in ten thousand without waiting', () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      finding(`p${n}`, 'name-length', 'name', 'weakens', { result: 'fail', params: {} }),
    );
    const from = performance.now();
    expect(groupFindings(many)[0]?.subjects).toHaveLength(10_000);
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  it('open field by field, and each jumps to its listing', () => {
    const { onJump } = panel(pages.needs);
    const picture = screen.getByRole('button', { name: /Main picture/ });
    expect(picture.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(picture);
    expect(picture.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: /Gap zero.*No main picture/ }));
    expect(onJump).toHaveBeenCalledWith('main/listing/Gap zero', 'mainPicture');
  });

  it('say the sign in words, for whoever cannot see it', () => {
    panel(pages.needs);
    const row = screen.getByRole('button', { name: /Gap variants/ });
    expect(within(row).getByText('must fix:')).toBeTruthy();
  });

  it('begin at the worst: one button goes there', () => {
    const { onJump } = panel(pages.needs);
    fireEvent.click(screen.getByRole('button', { name: 'Go to the first' }));
    expect(onJump).toHaveBeenCalledWith('main/listing/Gap bare', 'mainPicture');
  });

  it('are told with what was read of how many', () => {
    panel(pages.needs);
    expect(screen.getByText('read 10 of 59')).toBeTruthy();
    expect(screen.getByText(/49 more on the list/)).toBeTruthy();
  });

  it('of a long list are shown fifty at a time', () => {
    panel(pages.many);
    expect(screen.getAllByRole('button', { name: /Tee/ })).toHaveLength(50);
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    expect(screen.getAllByRole('button', { name: /Tee/ })).toHaveLength(100);
  });

  it('with unsaved edits are judged, and said not to be recorded', () => {
    panel(pages.unsaved);
    expect(screen.getByText(/unsaved edits/)).toBeTruthy();
  });
});

describe("the popup's strip", () => {
  it('shows all five signs with their words', () => {
    show(<PageStrip page={pages.needs} onLook={() => undefined} onStep={() => undefined} />);
    for (const word of ['must fix', 'weakens', 'could improve', "can't see", 'passed']) expect(screen.getByText(word)).toBeTruthy();
  });

  it('does not say "fine" before the page has answered', () => {
    show(<PageStrip page={undefined} onLook={() => undefined} onStep={() => undefined} />);
    expect(screen.queryByText(/passed/)).toBeNull();
    expect(screen.getByText('Reading')).toBeTruthy();
  });
});

describe('what was recognised on a page that no adapter knows', () => {
  it('says which words named a field and how sure, and takes what a person says they mean', () => {
    const { onTeach } = panel(pages.recognised);
    const card = within(screen.getByRole('region', { name: 'Read on this page' }));
    expect(card.getByText(/from “Code” · 90 % sure/)).toBeTruthy();
    fireEvent.change(card.getByRole('combobox', { name: 'What “Code” means' }), { target: { value: '' } });
    expect(onTeach).toHaveBeenCalledWith({ noun: 'listing', label: 'Code', field: null });
    fireEvent.change(card.getByRole('combobox', { name: 'What “Model” means', hidden: true }), { target: { value: 'sku' } });
    expect(onTeach).toHaveBeenCalledWith({ noun: 'listing', label: 'Model', field: 'sku' });
  });

  it('stays away where an adapter knows the page', () => {
    panel(pages.needs);
    expect(screen.queryByRole('region', { name: 'Read on this page' })).toBeNull();
  });
});

describe('fields that are not read where they were', () => {
  const card = (platform: string, read: Beside | null | undefined) => {
    const handlers = panel({ ...pages.drifted, platform } as PageState, read);
    return { ...handlers, card: within(screen.getByRole('region', { name: 'Not read where it was' })) };
  };

  it('say which, when they were last right, what the page’s own words say, and what a person may do', () => {
    const { card: shown, onAccept, onTeach } = card('vendure', beside);
    expect(shown.getByText('Price is not where it was')).toBeTruthy();
    expect(shown.getByText('Stock does not look as it did')).toBeTruthy();
    expect(shown.getByText(/under “Rate \(CNY\)”, in 10 places, the first “129.00 CNY” \(86 % sure\)/)).toBeTruthy();
    expect(shown.getByText(/stands beside, and is not recorded/)).toBeTruthy();
    fireEvent.change(shown.getByRole('combobox', { name: /Stock is called otherwise/ }), { target: { value: 'Weight' } });
    expect(onTeach).toHaveBeenCalledWith({ noun: 'listing', label: 'Weight', field: 'stock' });
    fireEvent.click(shown.getByRole('button', { name: 'Price: it is meant to be so' }));
    expect(onAccept).toHaveBeenCalledWith(expect.objectContaining({ field: 'price', page: 'product-list' }));
  });

  it('do not call the words of the page a mere comparison where they are all that is read', () => {
    expect(card('recognised', beside).card.queryByText(/stands beside/)).toBeNull();
  });

  it('are told before the page’s words have been read, and where they say nothing', () => {
    expect(card('vendure', undefined).card.getAllByText(/Reading the page by its own words/)).toHaveLength(2);
    cleanup();
    expect(card('vendure', null).card.getAllByText(/shows it nowhere/)).toHaveLength(2);
  });

  it('are no news on a page that is as it was', () => {
    panel(pages.needs);
    expect(screen.queryByRole('region', { name: 'Not read where it was' })).toBeNull();
  });
});
