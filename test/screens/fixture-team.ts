import type { TeamProps } from '@/components/team/team-section';
import type { Device, Member, NewCode } from '@/lib/domain/team';
import { roles as playbook } from '@/lib/playbook/load';
import type { Locale } from '@/lib/text/text';
import { api, shops } from './fixture-sites';
import { longName } from './fixture-tasks';

const member = (id: string, more: Partial<Member>): Member => ({
  id,
  email: `${id}@example.com`,
  name: id,
  role: 'specialist',
  disabled: false,
  joined: true,
  shops: null,
  ...more,
});
export const members: Member[] = [
  member('li.xiao', { name: api.name, email: api.email, role: 'admin' }),
  member('wang.min', { name: '王敏', role: 'supervisor' }),
  member('chen.jie', { name: 'Chen Jie', shops: ['main'], joined: false }),
  member('zhao.rui', { name: '赵蕊', role: 'hr' }),
  member('ana', { name: 'Ana', shops: [], disabled: true }),
  member('long', { name: longName.slice(0, 100), email: `${'long-'.repeat(12)}@example.com`, shops: ['main', 'outlet'] }),
];

const device = (id: string, more: Partial<Device>): Device => ({
  id,
  name: 'Chromium · Win32',
  firstSeen: '2026-10-02T01:20:00.000Z',
  lastSeen: '2026-11-24T01:00:00.000Z',
  signedIn: true,
  thisOne: false,
  ...more,
});
export const devices: Device[] = [
  device('here', { thisOne: true }),
  device('laptop', { name: 'Firefox · MacIntel', lastSeen: '2026-11-12T08:00:00.000Z' }),
  device('old', { name: 'Chromium · Linux x86_64', lastSeen: null, signedIn: false }),
];
export const code: NewCode = { member: 'new', code: 'q7Rk2_mZpXw4C9dTbRn6EyJ3', expiresAt: '2026-11-27T06:20:00.000Z' };

/** The playbook's roles, as an administrator sees them, or somebody of `role`. */
export const rolesFor = (role = 'admin', locale: Locale = 'en'): TeamProps['roles'] => {
  const manages = playbook.find(({ id }) => id === role)?.rights.members ?? [];
  return playbook.map(({ id, name, rights }) => ({ id, name: name[locale] ?? id, shops: rights.shops, managed: manages.includes(id) }));
};

const good = <T>(value: T) => Promise.resolve({ ok: true as const, value });
export const team: TeamProps = {
  standing: { kind: 'in', me: api.email },
  roles: rolesFor(),
  shops,
  ownDevices: () => good(devices),
  members: () => good(members),
  devicesOf: () => good(devices.map((each) => ({ ...each, thisOne: false }))),
  onInvite: () => good(code),
  onReset: () => good(code),
  onRevoke: () => good(true as const),
  onCopyText: () => Promise.resolve(),
};
