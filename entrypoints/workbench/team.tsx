import { useLiveQuery } from 'dexie-react-hooks';
import { TeamSection } from '@/components/team/team-section';
import { useWords } from '@/components/words';
import { withTeam } from '@/lib/extension/team';
import { roles } from '@/lib/playbook/load';
import { getMeta } from '@/lib/store/database';
import { shops as readShops } from '@/lib/store/read';

export function TeamAll() {
  const { locale } = useWords();
  const api = useLiveQuery(() => getMeta('api'));
  const shops = useLiveQuery(readShops);
  const manages = roles.find(({ id }) => id === api?.role)?.rights.members ?? [];
  const standing =
    api === null ? { kind: 'alone' as const } : api?.token ? { kind: 'in' as const, me: api.email } : { kind: 'signed-out' as const };
  return (
    <TeamSection
      standing={api === undefined ? undefined : standing}
      roles={roles.map(({ id, name, rights }) => ({
        id,
        name: name[locale] ?? id,
        shops: rights.shops,
        managed: manages.includes(id),
      }))}
      shops={shops}
      ownDevices={() => withTeam((team) => team.ownDevices())}
      members={() => withTeam((team) => team.members())}
      devicesOf={(member) => withTeam((team) => team.devicesOf(member))}
      onInvite={(asked) => withTeam((team) => team.invite(asked))}
      onReset={(member) => withTeam((team) => team.reset(member))}
      onRevoke={(device) => withTeam((team) => team.revoke(device))}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
    />
  );
}
