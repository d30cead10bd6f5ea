import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { Invitation, Member, NewCode, TeamAnswer } from '@/lib/domain/team';
import type { ShopRow } from '@/lib/store/view';
import { Invite } from './invite';
import { type MemberActs, MemberRow } from './member-row';
import type { RoleWords } from './member-words';
import styles from './team.module.css';
import { TeamNotice } from './team-notice';
import { useAsked } from './use-asked';

export interface MembersProps extends MemberActs {
  /** E-mail address of the one who is signed in. */
  me: string;
  roles: readonly RoleWords[];
  shops: readonly ShopRow[];
  members: () => Promise<TeamAnswer<Member[]>>;
  onInvite: (asked: Invitation) => Promise<TeamAnswer<NewCode>>;
}

/** The colleagues, and how one more gets in: for roles that manage members. */
export function MemberList({ me, members, onInvite, ...more }: MembersProps) {
  const { t } = useWords();
  const { answer, again } = useAsked(members);
  const isMe = ({ email }: Member) => email.toLowerCase() === me.toLowerCase();
  return (
    <>
      <Part title={t('team.members')} about={t('team.members.about')}>
        {!answer && <Skeleton lines={4} />}
        {answer && !answer.ok && <TeamNotice answer={answer} onAgain={again} />}
        {answer?.ok && answer.value.every(isMe) && <p>{t('team.members.none')}</p>}
        {answer?.ok && (
          <ul className={styles.list}>
            {answer.value.map((member) => (
              <MemberRow key={member.id} member={member} isMe={isMe(member)} {...more} />
            ))}
          </ul>
        )}
      </Part>
      {answer?.ok && (
        <Part title={t('team.invite.title')} about={t('team.invite.about')}>
          <Invite
            roles={more.roles.filter(({ managed }) => managed)}
            shops={more.shops}
            onInvite={onInvite}
            onInvited={again}
            onCopyText={more.onCopyText}
          />
        </Part>
      )}
    </>
  );
}
