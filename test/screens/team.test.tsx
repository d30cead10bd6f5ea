// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type TeamProps, TeamSection } from '@/components/team/team-section';
import { teamProblems } from '@/lib/domain/team';
import * as made from './fixture-team';
import { show } from './show';

afterEach(cleanup);
const click = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const row = (text: RegExp) => within(screen.getByText(text).closest('li') as HTMLElement);

async function team(more: Partial<TeamProps> = {}) {
  const { onInvite, onReset, onRevoke, onCopyText, members, ownDevices } = made.team;
  const acts = {
    onInvite: vi.fn(onInvite),
    onReset: vi.fn(onReset),
    onRevoke: vi.fn(onRevoke),
    onCopyText: vi.fn(onCopyText),
    members: vi.fn(members),
    ownDevices: vi.fn(ownDevices),
    ...more,
  };
  await act(async () => show(<TeamSection {...made.team} {...acts} />));
  return acts;
}

describe('members', () => {
  it('are listed with role, shops and standing in words', async () => {
    await team();
    expect(row(/王敏/).getByText('Supervisor · All shops')).toBeTruthy();
    expect(row(/Chen Jie/).getByText('Specialist · Main shop · invited, has not set a password yet')).toBeTruthy();
    expect(row(/赵蕊/).getByText('HR · no shop')).toBeTruthy();
    expect(row(/^Ana\b/).getByText('Specialist · no shop · shut out')).toBeTruthy();
  });

  it('do not manage themselves, and a code for somebody shut out would open nothing', async () => {
    await team();
    expect(row(/李晓 · you/).queryByRole('button')).toBeNull();
    expect(row(/^Ana\b/).queryByRole('button', { name: /Reset/ })).toBeNull();
  });

  it('get a code when they forgot the password, shown until it was passed on', async () => {
    const { onReset, onCopyText } = await team();
    await click('Reset code for 王敏');
    expect(onReset).toHaveBeenCalledWith('wang.min');
    expect(screen.getByText(made.code.code)).toBeTruthy();
    expect(screen.getByText(/shown this once.*王敏 alone.*An earlier code no longer works/)).toBeTruthy();
    await click('Copy');
    expect(onCopyText).toHaveBeenCalledWith(made.code.code);
    await click('I have passed it on');
    expect(screen.queryByText(made.code.code)).toBeNull();
  });

  it('have devices that can be looked at', async () => {
    await team({ ownDevices: async () => ({ ok: true, value: [] }) });
    expect(screen.queryByText(/Firefox/)).toBeNull();
    await click('Devices of 王敏');
    expect(screen.getByRole('button', { name: 'Devices of 王敏' }).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText(/Firefox/)).toBeTruthy();
  });

  it('are nobody yet: the next step is said', async () => {
    await team({ members: async () => ({ ok: true, value: made.members.slice(0, 1) }) });
    expect(screen.getByText(/Nobody but you yet. Invite/)).toBeTruthy();
  });
});

describe('an invitation', () => {
  it('names role and shops, gives a code once, and the list is read again', async () => {
    const { onInvite, members } = await team();
    fill('Name', ' Zhou Ning ');
    fill('E-mail', 'zhou@example.com');
    fill('Role', 'specialist');
    fireEvent.click(screen.getByLabelText('All shops'));
    expect((screen.getByRole('button', { name: 'Make the invitation' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Main shop'));
    await click('Make the invitation');
    expect(onInvite).toHaveBeenCalledWith({ name: 'Zhou Ning', email: 'zhou@example.com', role: 'specialist', shops: ['main'] });
    expect(screen.getByText(made.code.code)).toBeTruthy();
    expect(members).toHaveBeenCalledTimes(2);
    await click('I have passed it on');
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('');
  });

  it('asks for no shops where the role reads all or none', async () => {
    const { onInvite } = await team();
    fill('Role', 'hr');
    expect(screen.queryByLabelText('All shops')).toBeNull();
    fill('Name', 'Zhou Ning');
    fill('E-mail', 'zhou@example.com');
    await click('Make the invitation');
    expect(onInvite).toHaveBeenCalledWith(expect.objectContaining({ role: 'hr', shops: null }));
  });

  it('that the server refuses keeps what was typed and says its reason', async () => {
    await team({ onInvite: async () => ({ ok: false, code: 'bad-request', message: 'signs in here already' }) });
    fill('Name', 'Zhou Ning');
    fill('E-mail', 'zhou@example.com');
    await click('Make the invitation');
    expect(screen.getByRole('alert').textContent).toMatch(/did not accept this.*signs in here already.*in use already/);
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Zhou Ning');
  });
});

describe("one's own devices", () => {
  it('are told with when they were seen; this one is not signed out here', async () => {
    await team();
    const own = within(screen.getByRole('region', { name: 'Your devices' }));
    expect(own.getByText('Chromium · Win32 · this computer')).toBeTruthy();
    expect(own.getAllByRole('button')).toHaveLength(1);
    expect(own.getByText(/Linux/).closest('li')?.textContent).toContain('signed out');
  });

  it('are signed out after a second question, which says what it means', async () => {
    const { onRevoke, ownDevices } = await team();
    const out = screen.getByRole('button', { name: 'Sign out: Firefox · MacIntel' });
    out.focus();
    await click('Sign out: Firefox · MacIntel');
    expect(screen.getByText(/has not sent yet stays on it/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Leave it');
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
    expect(onRevoke).not.toHaveBeenCalled();
    expect(screen.queryByText(/has not sent yet/)).toBeNull();
    expect(document.activeElement).toBe(out);
    await click('Sign out: Firefox · MacIntel');
    await click('Sign out');
    expect(onRevoke).toHaveBeenCalledWith('laptop');
    expect(ownDevices).toHaveBeenCalledTimes(2);
  });
});

describe('a team that cannot be shown', () => {
  it.each(teamProblems)('has a sentence and a next step for %s, and may be tried again', async (code) => {
    const ownDevices = vi.fn<TeamProps['ownDevices']>(async () => ({ ok: false, code }));
    await team({ ownDevices });
    const part = screen.getByRole('region', { name: 'Your devices' });
    expect(part.textContent).not.toContain('team.');
    expect(part.querySelectorAll('p')).toHaveLength(3);
    ownDevices.mockResolvedValue({ ok: true, value: made.devices });
    await click('Try again');
    expect(screen.getByText(/this computer/)).toBeTruthy();
  });

  it('is looked after by others where the role may not: nothing is asked, own devices stay', async () => {
    const { members } = await team({ roles: made.rolesFor('specialist') });
    expect(screen.getByText(/looked after by your administrator/)).toBeTruthy();
    expect(members).not.toHaveBeenCalled();
    expect(screen.getByText(/this computer/)).toBeTruthy();
  });

  it('leads to the connection where nobody is signed in', async () => {
    const { ownDevices } = await team({ standing: { kind: 'signed-out' } });
    expect(screen.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe('#connection');
    cleanup();
    await team({ standing: { kind: 'alone' } });
    expect(screen.getByRole('link', { name: 'Connect a server' })).toBeTruthy();
    expect(ownDevices).not.toHaveBeenCalled();
  });
});
