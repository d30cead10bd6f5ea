// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExportAll } from '@/components/data/export-all';
import { FaultBoundary } from '@/components/fault-boundary';
import { StoreGate } from '@/components/store-gate';
import { QuickEntry } from '@/components/today/quick-entry';
import { Today } from '@/components/today/today';
import { type StoreCode, storeCodes } from '@/lib/domain/store-fault';
import { StoreError } from '@/lib/store/store-error';
import { locales } from '@/lib/text/text';
import { normal } from './fixture-tasks';
import { show, wordsOf } from './show';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What is the matter, and then what to do, in English. */
const words: [StoreCode, RegExp][] = [
  ['store-newer', /newer Shop Loupe wrote.*Update the extension/],
  ['store-blocked', /older Shop Loupe page still holds.*Close all other/],
  ['store-full', /is full.*Free some disk space/],
  ['store-closed', /cannot be opened.*restart the browser/],
  ['store-damaged', /are damaged.*Storage & backup/],
];

describe.each(words)('a store that fails with %s', (code, said) => {
  const fails = () => Promise.reject(new StoreError(code));
  const alert = () => screen.getByRole('alert').textContent;

  it('is told by the screen that cannot read it', async () => {
    show(<StoreGate open={fails}>the screen</StoreGate>);
    await act(async () => undefined);
    expect(alert()).toMatch(said);
    const stays = code !== 'store-newer' && code !== 'store-blocked';
    expect(screen.queryByText(/the screen/) !== null).toBe(stays);
    cleanup();
    // The screen with a way out says it itself, but for what it cannot mend.
    show(
      <StoreGate open={fails} hasWayOut>
        the screen
      </StoreGate>,
    );
    await act(async () => undefined);
    expect(screen.queryByRole('alert') === null).toBe(stays);
  });

  it('is told by a part that breaks on it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = () => {
      throw new StoreError(code);
    };
    show(
      <FaultBoundary>
        <Broken />
      </FaultBoundary>,
    );
    expect(alert()).toMatch(said);
  });

  it('is told where a button of the workbench failed', async () => {
    show(<ExportAll onExport={fails} />);
    await act(async () => fireEvent.click(screen.getByRole('button')));
    expect(alert()).toMatch(said);
  });

  it('is told where a task could not be ticked, and stays where it was', async () => {
    const actions = { settle: fails, reopen: vi.fn(), snooze: vi.fn(), open: vi.fn() };
    show(<Today view={normal} actions={actions} clauseSentence={(id) => id} />);
    await act(async () => fireEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement));
    expect(alert()).toMatch(said);
    expect(screen.getByText(/Not changed, still where it was/)).toBeTruthy();
  });

  it('is told where a note could not be kept, and the text is still there', async () => {
    show(<QuickEntry onNote={fails} onTask={vi.fn()} modifier="Ctrl" />);
    const input = screen.getByRole('textbox') as HTMLTextAreaElement;
    fireEvent.change(input, { target: { value: 'a thought' } });
    await act(async () => fireEvent.keyDown(input, { key: 'Enter', ctrlKey: true }));
    expect(screen.getByRole('status').textContent).toMatch(said);
    expect(input.value).toBe('a thought');
  });
});

it('the screen comes back by itself once the old page is closed', async () => {
  vi.useFakeTimers();
  const open = vi.fn().mockRejectedValueOnce(new StoreError('store-blocked')).mockResolvedValue(undefined);
  show(<StoreGate open={open}>the screen</StoreGate>);
  await act(async () => undefined);
  expect(screen.queryByText('the screen')).toBeNull();
  await act(async () => vi.advanceTimersByTimeAsync(2_000));
  expect(screen.getByText('the screen')).toBeTruthy();
});

it.each(locales)('every code has words of its own in %s', (locale) => {
  const { t } = wordsOf(locale);
  const all = storeCodes.flatMap((code) => [t(`fault.${code}`), t(`fault.${code}.next`)]);
  expect(new Set(all).size).toBe(2 * storeCodes.length);
  expect(all.join()).not.toContain('fault.');
});
