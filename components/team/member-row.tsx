import { useState } from 'react';
import { Button } from '@/components/button';
import form from '@/components/form.module.css';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { Device, NewCode as Made, Member, TeamAnswer } from '@/lib/domain/team';
import type { ShopRow } from '@/lib/store/view';
import { DeviceList } from './device-list';
import { memberWords, type RoleWords } from './member-words';
import { NewCode } from './new-code';
import styles from './team.module.css';
import { TeamNotice } from './team-notice';

export interface MemberActs {
  onReset: (member: string) => Promise<TeamAnswer<Made>>;
  devicesOf: (member: string) => Promise<TeamAnswer<Device[]>>;
  onRevoke: (device: string) => Promise<TeamAnswer<true>>;
  onCopyText: (text: string) => Promise<unknown>;
}
interface Props extends MemberActs {
  member: Member;
  roles: readonly RoleWords[];
  shops: readonly ShopRow[];
  /** Is the one who is signed in: nobody manages themselves. */
  isMe: boolean;
}

/** One colleague: who, in which role and shops; a code for a forgotten password; their devices. */
export function MemberRow({ member, roles, shops, isMe, onReset, devicesOf, onRevoke, onCopyText }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const reset = useSend<TeamAnswer<Made>>({ ok: false, code: 'not-ours' });
  const { name, email } = member;
  const managed = !isMe && roles.some(({ id, managed }) => managed && id === member.role);
  return (
    <li className={styles.row}>
      <div>
        <p>
          {isMe ? `${name} · ${t('team.you')}` : name} <span className={styles.about}>{email}</span>
        </p>
        <p className={styles.about}>{memberWords(member, roles, shops, t)}</p>
      </div>
      <div className={form.buttons}>
        {managed && (
          <Button look="link" aria-expanded={opened} aria-label={t('team.devicesOf', { name })} onClick={() => setOpened(!opened)}>
            {t('team.devices')}
          </Button>
        )}
        {managed && !member.disabled && (
          <Button
            look="link"
            aria-label={t('team.resetOf', { name })}
            disabled={reset.busy}
            onClick={() => reset.send(() => onReset(member.id))}
          >
            {t('team.reset')}
          </Button>
        )}
      </div>
      {reset.answer?.ok && <NewCode code={reset.answer.value} name={name} onCopyText={onCopyText} onPassedOn={reset.forget} />}
      {reset.answer && !reset.answer.ok && <TeamNotice answer={reset.answer} />}
      {opened && <DeviceList ask={() => devicesOf(member.id)} onRevoke={onRevoke} />}
    </li>
  );
}
