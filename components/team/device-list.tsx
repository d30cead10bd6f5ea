import { useState } from 'react';
import { Button } from '@/components/button';
import { Skeleton } from '@/components/skeleton';
import { TimeText } from '@/components/time-text';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { Device, TeamAnswer } from '@/lib/domain/team';
import { Confirm } from './confirm';
import styles from './team.module.css';
import { TeamNotice } from './team-notice';
import { useAsked } from './use-asked';

interface Props {
  ask: () => Promise<TeamAnswer<Device[]>>;
  onRevoke: (device: string) => Promise<TeamAnswer<true>>;
}

/** Somebody's devices, each with when it was here first and last, and a way to sign it out. */
export function DeviceList({ ask, onRevoke }: Props) {
  const { t } = useWords();
  const { answer, again } = useAsked(ask);
  if (!answer) return <Skeleton lines={2} />;
  if (!answer.ok) return <TeamNotice answer={answer} onAgain={again} />;
  if (answer.value.length === 0) return <p>{t('team.devices.none')}</p>;
  return (
    <ul className={styles.list}>
      {answer.value.map((device) => (
        <DeviceRow key={device.id} device={device} onRevoke={onRevoke} onRevoked={again} />
      ))}
    </ul>
  );
}

function DeviceRow({ device, onRevoke, onRevoked }: Pick<Props, 'onRevoke'> & { device: Device; onRevoked: () => Promise<void> }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, answer, send } = useSend<TeamAnswer<true>>({ ok: false, code: 'not-ours' });
  const revoke = async () => {
    const done = await send(() => onRevoke(device.id));
    setAsking(false);
    if (done.ok) await onRevoked();
  };
  return (
    <li className={styles.row}>
      <div>
        <p>{device.thisOne ? `${device.name} · ${t('team.device.this')}` : device.name}</p>
        <p className={styles.about}>
          {t('team.device.since')} <TimeText iso={device.firstSeen} as="at" /> ·{' '}
          {device.lastSeen ? (
            <>
              {t('team.device.seen')} <TimeText iso={device.lastSeen} />
            </>
          ) : (
            t('team.device.out')
          )}
        </p>
      </div>
      {device.signedIn && !device.thisOne && (
        <Button
          look="link"
          aria-expanded={asking}
          aria-label={t('team.device.signOutOne', { name: device.name })}
          onClick={() => setAsking(!asking)}
        >
          {t('team.device.signOut')}
        </Button>
      )}
      {asking && (
        <Confirm
          what={t('team.device.sure', { name: device.name })}
          next={t('team.device.sure.next')}
          yes={t(busy ? 'team.device.signingOut' : 'team.device.signOut')}
          busy={busy}
          onYes={revoke}
          onNo={() => setAsking(false)}
        />
      )}
      {answer && !answer.ok && <TeamNotice answer={answer} />}
    </li>
  );
}
