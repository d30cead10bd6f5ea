import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { Device, TeamAnswer } from '@/lib/domain/team';
import { DeviceList } from './device-list';
import { MemberList, type MembersProps } from './member-list';

export interface TeamProps extends Omit<MembersProps, 'me' | 'shops'> {
  /** Whether somebody is signed in to a server, and with which address; undefined = not read yet. */
  standing: { kind: 'alone' | 'signed-out' } | { kind: 'in'; me: string } | undefined;
  shops: MembersProps['shops'] | undefined;
  ownDevices: () => Promise<TeamAnswer<Device[]>>;
}

/** Who works here on which devices: one's own for everybody, all of it for those who look after the team. */
export function TeamSection({ standing, shops, ownDevices, ...acts }: TeamProps) {
  const { t } = useWords();
  if (!standing || !shops) return <Skeleton lines={5} />;
  if (standing.kind !== 'in') {
    const link = (
      <a className={form.link} href="#connection">
        {t(standing.kind === 'alone' ? 'team.connect' : 'keep.signIn')}
      </a>
    );
    return (
      <Notice sign={standing.kind === 'alone' ? 'unknown' : 'weakens'} next={t(`team.${standing.kind}.next`)} action={link}>
        {t(`team.${standing.kind}`)}
      </Notice>
    );
  }
  return (
    <>
      <Part title={t('team.yours')} about={t('team.yours.about')}>
        <DeviceList ask={ownDevices} onRevoke={acts.onRevoke} />
      </Part>
      {acts.roles.some(({ managed }) => managed) ? (
        <MemberList {...acts} me={standing.me} shops={shops} />
      ) : (
        <Part title={t('team.members')}>
          <p>{t('team.notYours')}</p>
        </Part>
      )}
    </>
  );
}
