// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { type JournalProps, JournalSection } from '@/components/journal/journal-section';
import { StoreError } from '@/lib/store/store-error';
import type { JournalRow } from '@/lib/store/view';
import { show } from './show';

afterEach(cleanup);

const row = (at: number, more: Partial<JournalRow> = {}): JournalRow => ({
  id: `${at}`,
  type: 'note.added',
  at: '2026-11-24T02:00:00.000Z',
  move: null,
  name: `Note ${at}`,
  shopName: null,
  ...more,
});
const props: JournalProps = {
  members: [
    { id: 'me', name: 'Wei' },
    { id: '0199-anna', name: 'Anna' },
    { id: '0199-abcdef', name: null },
  ],
  member: 'me',
  day: '2026-11-24',
  today: '2026-11-24',
  view: { rows: [], counts: [], coming: null },
  fault: null,
  preparing: null,
  onMember: () => {},
  onDay: () => {},
};

it('asks whose day and which: by name where there is one', () => {
  const [onMember, onDay] = [vi.fn(), vi.fn()];
  show(<JournalSection {...props} onMember={onMember} onDay={onDay} />);
  expect([...screen.getByLabelText('Whose').children].map(({ textContent }) => textContent)).toEqual(['Me', 'Anna', 'Colleague …abcdef']);
  fireEvent.change(screen.getByLabelText('Whose'), { target: { value: '0199-anna' } });
  expect(onMember).toHaveBeenCalledWith('0199-anna');
  fireEvent.change(screen.getByLabelText('Day'), { target: { value: '2026-11-20' } });
  expect(onDay).toHaveBeenCalledWith('2026-11-20');
  expect(screen.getByText('Nothing was written on this day.')).toBeTruthy();
});

it('says each deed by its own word, and counts them', () => {
  const rows = [
    row(1, { type: 'case.moved', move: 'listing-gap.settle', name: 'Gap', shopName: 'Main shop' }),
    row(2, { type: 'case.moved', move: 'of-a-newer.program', name: 'Gap' }),
    row(3, { type: 'thing.happened', name: null }),
  ];
  const counts = [
    { type: 'case.moved', n: 2 },
    { type: 'thing.happened', n: 1 },
  ];
  show(<JournalSection {...props} view={{ rows, counts, coming: null }} />);
  expect(screen.getByText('Filled in · Gap · Main shop')).toBeTruthy();
  expect(screen.getByText('Task moved · Gap')).toBeTruthy();
  expect(screen.getByText('thing.happened')).toBeTruthy();
  expect(screen.getByText('3 entries').parentElement?.textContent).toBe('3 entries · Task moved 2 · thing.happened 1');
});

it('shows a long day in pages', () => {
  const rows = Array.from({ length: 130 }, (_, at) => row(at));
  show(<JournalSection {...props} view={{ rows, counts: [], coming: null }} />);
  expect(screen.getAllByRole('listitem')).toHaveLength(100);
  fireEvent.click(screen.getByRole('button', { name: 'Show 30 more' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(130);
});

it('never passes a part off as all: what is still to come is said, and a day that cannot be read is none', () => {
  const { again } = show(<JournalSection {...props} view={{ rows: [row(1)], counts: [], coming: { done: 2_000, total: 5_000 } }} />);
  expect(screen.getByText(/arriving: 2,000 of 5,000/)).toBeTruthy();
  again(<JournalSection {...props} view={undefined} fault={new StoreError('store-damaged')} />);
  expect(screen.getByText(/The journal could not be read/)).toBeTruthy();
  expect(screen.queryByText('Nothing was written on this day.')).toBeNull();
});
