// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as handing from '@/components/hand-over';
import { type KeepingProps, KeepingSection } from '@/components/keeping/keeping-section';
import { restoreCodes } from '@/components/keeping/restore';
import * as made from './fixture-sites';
import { show } from './show';

const click = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const fill = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const file = new File(['x'], 'shop-loupe-2026-11-20.loupe');

function keeping(more: Partial<KeepingProps> = {}) {
  const acts = {
    onSyncNow: vi.fn(async () => undefined),
    onRefill: vi.fn(async () => ({ kept: 2, lost: 0 })),
    onCheck: vi.fn(async () => ({ found: 0 })),
    onSetUp: vi.fn(async (passphrase: string | null) => (passphrase === null ? 'H7QK-2MZP-XW4C-9DTB-RN6E-YJ3A' : null)),
    onMake: vi.fn(async () => ({ name: 'a.loupe', file: new Blob(['x']) })),
    onMade: vi.fn(async () => undefined),
    onChooseFolder: vi.fn(async () => 'chosen' as const),
    onInspect: vi.fn(async () => ({ ok: true as const, facts: { madeAt: '2026-11-20T10:00:00.000Z', orgName: 'Morning Trade' } })),
    onRestore: vi.fn(async () => ({ ok: true as const, events: 120, kept: 3 })),
    onCopyText: vi.fn(async () => undefined),
    ...more,
  };
  show(<KeepingSection view={made.keeping} rejected={[]} {...acts} />);
  return acts;
}
const choose = () =>
  act(async () => fireEvent.change(document.querySelector('input[type=file]') as HTMLInputElement, { target: { files: [file] } }));

beforeEach(() => void vi.spyOn(handing, 'handOver').mockImplementation(() => {}));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('[4.2.3] where the work is', () => {
  it('is said in words: here, on the server, when it was reached, and that it is whole', () => {
    keeping();
    expect(screen.getByText(/12,480 entries · checked 4 hours ago: whole/)).toBeTruthy();
    expect(screen.getByText(/All of it, at .*Morning Trade/)).toBeTruthy();
    expect(screen.getByText('2 min ago')).toBeTruthy();
  });

  it('says what waits, and that without a server there is one copy alone', () => {
    keeping({ view: { ...made.keeping, sync: made.syncs.waiting } });
    expect(screen.getByText(/all but 3 entries that wait/)).toBeTruthy();
    cleanup();
    keeping({ view: { ...made.keeping, server: null, sync: made.syncs.alone, backup: null } });
    expect(screen.getByText(/only copy. Make backups/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
  });

  it('[F3] a damaged store is told first, with what happened, and one button gets everything back', async () => {
    const { onRefill } = keeping({ view: { ...made.keeping, damage: ['emptied'] } });
    expect(screen.getByRole('alert').textContent).toMatch(/damaged: it came back empty.*Nothing is written/);
    expect(screen.queryByText(/whole/)).toBeNull();
    await click('Get it back from the server');
    expect(onRefill).toHaveBeenCalledOnce();
  });

  it('a check tells what it found', async () => {
    keeping({ onCheck: async () => ({ found: 2 }) });
    await click('Look through everything');
    expect(screen.getByText(/2 parts of what screens show differed/)).toBeTruthy();
  });
});

describe('backups', () => {
  it('are set up with a passphrase that is long enough', async () => {
    const { onSetUp } = keeping({ view: { ...made.keeping, backup: null } });
    fill('Passphrase for backups', 'short');
    expect((screen.getByRole('button', { name: 'Use this passphrase' }) as HTMLButtonElement).disabled).toBe(true);
    fill('Passphrase for backups', 'long enough for this');
    await click('Use this passphrase');
    expect(onSetUp).toHaveBeenCalledWith('long enough for this');
  });

  it('or with a code that is shown until it was noted, with what losing it means', async () => {
    keeping({ view: { ...made.keeping, backup: null } });
    await click(/recovery code/);
    expect(screen.getByText('H7QK-2MZP-XW4C-9DTB-RN6E-YJ3A')).toBeTruthy();
    expect(screen.getByText(/shown this once.*nobody can open/)).toBeTruthy();
    await click('I have noted it');
    expect(screen.queryByText(/H7QK/)).toBeNull();
  });

  it('one click hands a file over and notes it; a failure says what to do', async () => {
    const { onMade } = keeping();
    await click('Back up now');
    expect(handing.handOver).toHaveBeenCalledOnce();
    expect(onMade).toHaveBeenCalledOnce();
    cleanup();
    keeping({ onMake: () => Promise.reject(new Error('too early')) });
    await click('Back up now');
    expect(screen.getByRole('alert').textContent).toMatch(/No backup was made.*wait until it is there/);
  });

  it('remind when the last one is a week old, and say when the folder is out of reach', () => {
    keeping({ view: { ...made.keeping, backup: { lastAt: '2026-11-01T00:00:00.000Z', folder: null, problem: null } } });
    expect(screen.getByText(/more than a week old/)).toBeTruthy();
    cleanup();
    keeping({ view: { ...made.keeping, backup: { lastAt: '2026-11-01T00:00:00.000Z', folder: 'b', problem: 'no-permission' } } });
    expect(screen.getByText(/no longer lets us write/)).toBeTruthy();
  });

  it('offer no folder where the browser keeps none', () => {
    keeping({ onChooseFolder: undefined });
    expect(screen.queryByRole('button', { name: /folder/ })).toBeNull();
  });
});

describe('taking a backup back', () => {
  it('says whose and of when it is, asks for its passphrase, and tells what came back', async () => {
    const { onRestore } = keeping();
    await choose();
    expect(screen.getByText(/2026-11-20.loupe · Morning Trade/)).toBeTruthy();
    fill('Its passphrase or recovery code', 'the phrase');
    await click('Take it back');
    expect(onRestore).toHaveBeenCalledWith(file, 'the phrase', expect.anything());
    expect(screen.getByText('120 entries are back; 3 that only this computer had stay too.')).toBeTruthy();
  });

  it.each([...restoreCodes, 'failed', 'stopped'] as const)('has a sentence and a next step of its own for %s', async (code) => {
    keeping({ onRestore: async () => ({ ok: false, code }) });
    await choose();
    fill('Its passphrase or recovery code', 'x');
    await click('Take it back');
    const said = screen.getByText(/Nothing here was changed|Nothing was changed|does not open|no backup|newer Shop Loupe/).parentElement;
    expect(said?.textContent?.length).toBeGreaterThan(40);
    expect(said?.textContent).not.toContain('keep.');
  });
});
