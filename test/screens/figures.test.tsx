// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { barsOf } from '@/components/figures/bars';
import { dayAt, readingText, trendCsv } from '@/components/figures/figure-words';
import { deltaOf, fewest, readingOf, turnOf } from '@/components/figures/reading';
import { ShopFigures, type ShopFiguresProps } from '@/components/figures/shop-figures';
import type { Figure } from '@/lib/domain/metric';
import { locales } from '@/lib/text/text';
import { behindRows, days, fewFigures, figure, figures, suspectFigures, trends, unknownFigures } from './fixture-figures';
import { shops } from './fixture-sites';
import { now } from './fixture-tasks';
import { show, wordsOf } from './show';

afterEach(cleanup);

const shop = (more: Partial<ShopFiguresProps> = {}) => {
  const handlers = { onChooseShop: vi.fn(), onOpenUrl: vi.fn(), onCopyText: vi.fn(), onCopyPicture: vi.fn() };
  const props: ShopFiguresProps = { shops, shop: 'main', figures, trends, loadBehind: async () => behindRows, ...handlers, ...more };
  return { ...handlers, ...show(<ShopFigures {...props} />) };
};
const tile = (name: string) => screen.getByRole('heading', { name }).closest('article') as HTMLElement;
const share = (numerator: number, denominator: number): Figure =>
  figure('completeness', { unit: 'share', numerator, denominator, known: denominator, all: denominator });

describe('[1.3.4] a share', () => {
  it.each(locales)('never stands without its counts in %s, and below five without a per cent', (locale) => {
    const { t } = wordsOf(locale);
    for (let of = 0; of <= 40; of++) {
      for (let part = 0; part <= of; part++) {
        const said = readingText(readingOf(share(part, of)), t);
        if (of === 0) expect(said).not.toMatch(/\d/);
        else expect(said).toContain(`${part}/${of}`);
        expect(said.includes('%')).toBe(of >= fewest);
      }
    }
  });

  it.each([
    [999, 1000, 99],
    [1, 1000, 1],
    [1000, 1000, 100],
    [0, 1000, 0],
    [14, 17, 82],
  ])('%i of %i is %i %%: 100 only for all, 0 only for none', (part, of, percent) => {
    expect(readingOf(share(part, of))).toMatchObject({ kind: 'share', percent });
  });
});

describe('what nobody could see', () => {
  it('is unknown and never a number', () => {
    shop({ figures: unknownFigures, trends: {} });
    for (const name of ['Completeness', 'Stock agrees', 'Low stock', 'Campaigns to see to', 'Waiting customers']) {
      const value = within(tile(name)).getByText("can't see");
      expect(value.textContent).not.toMatch(/\d/);
      expect(tile(name).textContent).toMatch(/yet|ledger/);
    }
  });

  it('is told apart from a true zero', () => {
    expect(readingOf(figure('low-stock', { numerator: 0, denominator: 0 })).kind).toBe('unknown');
    expect(readingOf(figure('low-stock', { numerator: 0, known: 0, all: 59 })).kind).toBe('unknown');
    expect(readingOf(figure('low-stock', { numerator: 0, known: 17, all: 59 }))).toEqual({ kind: 'count', count: 0 });
    expect(readingOf(figure('open-tasks', {}))).toEqual({ kind: 'count', count: 0 });
  });

  it('is a gap in the bars, not a bar of height 0, and no line runs through it', () => {
    const { bars } = barsOf(trends.completeness ?? [], 'share');
    expect(bars.map((bar) => bar === null)).toEqual((trends.completeness ?? []).map((day) => day === null));
    expect(barsOf(trends['overdue-tasks'] ?? [], 'count').bars[0]).toEqual({ seen: 0, unseen: 0 });
  });

  it('is the hatched foot of a bar that was partly seen', () => {
    const { bars, top } = barsOf(days('completeness', [[8, 10, 10, 40]]), 'share');
    expect(top).toBe(1);
    expect(bars[0]?.seen).toBeCloseTo(0.2);
    expect(bars[0]?.unseen).toBeCloseTo(0.6);
  });

  it('leaves its fields empty in the CSV, and its day in its place', () => {
    const rows = trendCsv('completeness', trends.completeness ?? [], 'share', now)
      .trim()
      .split('\n');
    expect(rows).toHaveLength(15);
    expect(rows[1]).toBe('2026-11-11,completeness,300,420,420,1416');
    expect(rows[3]).toBe('2026-11-13,completeness,,,,');
  });

  it('has its date even where no day is known', () => {
    const none = Array.from({ length: 14 }, () => null);
    expect([dayAt(none, 13, now), dayAt(none, 0, now)]).toEqual(['2026-11-24', '2026-11-11']);
  });
});

describe('against the span before', () => {
  const counts = (...values: (number | null)[]) =>
    days(
      'open-tasks',
      values.map((value) => (value === null ? null : [value, null, 1, 1])),
    );
  it('leaves days out that nobody saw, instead of counting them as 0', () => {
    expect(deltaOf(counts(10, null, null, null, 10, 10), 'count')).toEqual({ direction: 'level', by: 0 });
  });
  it('says nothing where one half is unknown, or shares rest on fewer than five', () => {
    expect(deltaOf(counts(null, null, 10, 10), 'count')).toBeNull();
    expect(
      deltaOf(
        days('completeness', [
          [1, 2, 2, 2],
          [2, 2, 2, 2],
        ]),
        'share',
      ),
    ).toBeNull();
  });
  it('weighs shares by their counts', () => {
    expect(
      deltaOf(
        days('completeness', [
          [5, 10, 10, 10],
          [90, 100, 100, 100],
        ]),
        'share',
      ),
    ).toEqual({ direction: 'up', by: 40 });
  });
  it('knows which way is better', () => {
    expect(turnOf('completeness', { direction: 'up', by: 1 })).toBe('better');
    expect(turnOf('open-tasks', { direction: 'up', by: 1 })).toBe('worse');
    expect(turnOf('open-tasks', { direction: 'level', by: 0 })).toBe('level');
  });
});

describe('the tiles', () => {
  it('show value, counts, change and coverage', () => {
    shop();
    const text = tile('Completeness').textContent ?? '';
    expect(text).toContain('82%482/590');
    expect(text).toContain('seen 590/1,416');
    expect(text).toContain('6 points above the 7 days before');
  });

  it('show counts alone where they are few', () => {
    shop({ figures: fewFigures, trends: {} });
    expect(within(tile('Completeness')).getByText('3/4')).toBeTruthy();
    expect(tile('Completeness').textContent).not.toContain('%');
  });

  it('turn into tables with T, and back', () => {
    shop();
    expect(screen.queryByRole('table')).toBeNull();
    act(() => void fireEvent.keyDown(document.body, { key: 't' }));
    const table = screen.getByRole('table', { name: 'Completeness' });
    expect(within(table).getAllByRole('row')).toHaveLength(15);
    expect(within(table).getAllByText("can't see")).toHaveLength(4);
    act(() => void fireEvent.keyDown(document.body, { key: 't' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('are pictures with words for the ear', () => {
    shop();
    expect(screen.getByRole('img', { name: 'Completeness: 10 of the last 14 days are known; 82 % · 482/590 on Nov 24' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Waiting customers: nothing known of the last 14 days' })).toBeTruthy();
  });

  it('are copied as CSV', async () => {
    const { onCopyText } = shop();
    fireEvent.click(screen.getByRole('button', { name: 'Completeness: more' }));
    await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: 'Copy as CSV' })));
    expect(onCopyText).toHaveBeenCalledWith(expect.stringContaining('2026-11-24,completeness,482,590,590,1416'));
    expect(screen.getByText('Copied')).toBeTruthy();
  });
});

describe('[1.3.4] a figure opens what it was counted from', () => {
  it('with its formula, each row with its way to the page, and Esc leads back', async () => {
    const { onOpenUrl } = shop();
    fireEvent.click(within(tile('Completeness')).getByRole('button', { name: 'Completeness' }));
    await waitFor(() => expect(screen.getByText('Gap variants')).toBeTruthy());
    expect(screen.getByText(/formula completeness, version 1/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open: Gap variants' }));
    expect(onOpenUrl).toHaveBeenCalledWith(behindRows[0]?.url);
    act(() => void fireEvent.keyDown(document.body, { key: 'Escape' }));
    expect(screen.getByRole('heading', { name: 'Low stock' })).toBeTruthy();
  });

  it('and says so when the rows cannot be read', async () => {
    shop({ loadBehind: () => Promise.reject(new Error('closed')) });
    fireEvent.click(within(tile('Completeness')).getByRole('button', { name: 'Completeness' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('cannot be opened'));
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

it('a figure that counts on what is not read where it was says so, and no other does', () => {
  shop({ figures: suspectFigures });
  expect(within(tile('Completeness')).getByText(/suspect since .*: Price, Stock/)).toBeTruthy();
  expect(screen.getAllByText(/suspect since/)).toHaveLength(1);
});
