import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { ChoiceField, TextField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { Invitation, NewCode as Made, TeamAnswer } from '@/lib/domain/team';
import type { ShopRow } from '@/lib/store/view';
import type { RoleWords } from './member-words';
import { NewCode } from './new-code';
import styles from './team.module.css';
import { TeamNotice } from './team-notice';

export interface InviteProps {
  /** Those that may be given. */
  roles: readonly RoleWords[];
  shops: readonly ShopRow[];
  onInvite: (asked: Invitation) => Promise<TeamAnswer<Made>>;
  onInvited: () => unknown;
  onCopyText: (text: string) => Promise<unknown>;
}

/** A new colleague: who, in which role, in which shops. The code that lets them in is shown once. */
export function Invite({ roles, shops, onInvite, onInvited, onCopyText }: InviteProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState('');
  /** null = all. */
  const [limits, setLimits] = useState<readonly string[] | null>(null);
  const [made, setMade] = useState<{ name: string; code: Made } | null>(null);
  const { busy, answer, send } = useSend<TeamAnswer<Made>>({ ok: false, code: 'not-ours' });
  const role = roles.find(({ id }) => id === chosen) ?? roles[0];
  if (!role) return null;
  if (made) return <NewCode {...made} onCopyText={onCopyText} onPassedOn={() => setMade(null)} />;

  const limitable = role.shops === 'limitable' && shops.length > 0;
  const ready = name.trim() !== '' && email.trim() !== '' && !(limitable && limits?.length === 0) && !busy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const asked = { name: name.trim(), email: email.trim(), role: role.id, shops: limitable && limits ? [...limits] : null };
    const got = await send(() => onInvite(asked));
    if (!got.ok) return;
    setMade({ name: asked.name, code: got.value });
    setName('');
    setEmail('');
    setLimits(null);
    onInvited();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextField label={t('team.name')} autoComplete="off" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label={t('api.email')} type="email" autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} />
      <ChoiceField
        label={t('api.role')}
        value={role.id}
        options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={setChosen}
      />
      {limitable && (
        <fieldset className={styles.shops}>
          <legend>{t('team.shops')}</legend>
          <label>
            <input type="checkbox" checked={limits === null} onChange={(event) => setLimits(event.target.checked ? null : [])} />
            {t('team.shops.all')}
          </label>
          {limits !== null &&
            shops.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={limits.includes(id)}
                  onChange={(event) => setLimits(event.target.checked ? [...limits, id] : limits.filter((each) => each !== id))}
                />
                {name}
              </label>
            ))}
        </fieldset>
      )}
      <Button type="submit" disabled={!ready}>
        {t(busy ? 'team.inviting' : 'team.invite')}
      </Button>
      {answer && !answer.ok && <TeamNotice answer={answer} />}
    </form>
  );
}
