import { Button } from '@/components/button';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { StoreFault } from '@/components/store-fault';
import { syncWords } from '@/components/sync-words';
import { TimeText } from '@/components/time-text';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import type { KeepingView } from '@/lib/store/view';
import { agoWords } from '@/lib/text/when';
import { Progress, useLongWork, type Work } from './long-work';

interface Props {
  view: KeepingView;
  onSyncNow: () => Promise<unknown>;
  onRefill: () => Promise<{ kept: number; lost: number }>;
  onCheck: (work: Work) => Promise<{ found: number }>;
}

/** Where the work is, how it got there last, and whether it is whole. */
export function Where({ view, onSyncNow, onRefill, onCheck }: Props) {
  const words = useWords();
  const { t } = words;
  const { server, sync, history } = view;
  const run = useSend<'done' | 'failed'>('failed');
  const check = useLongWork<{ found: number } | 'failed' | 'stopped'>('failed', 'stopped');
  return (
    <>
      {view.damage.length > 0 && <Damaged view={view} onRefill={onRefill} />}
      <dl className={form.facts}>
        <dt>{t('keep.here')}</dt>
        <dd>
          {t('keep.count', { n: view.here })}
          {view.sweptAt && view.damage.length === 0 && ` · ${t('keep.checked', { when: agoWords(view.sweptAt, words) })}`}
        </dd>
        <dt>{t('keep.server')}</dt>
        <dd>
          {server === null
            ? t('keep.server.none')
            : t(sync.pending > 0 ? 'keep.server.waiting' : 'keep.server.all', { n: sync.pending, org: server.orgName })}
        </dd>
        {server && (
          <>
            <dt>{t('keep.reached')}</dt>
            <dd>
              {view.reachedAt ? <TimeText iso={view.reachedAt} /> : t('keep.never')}
              {sync.kind !== 'synced' && sync.kind !== 'signed-out' && ` · ${syncWords(sync, words)}`}
            </dd>
          </>
        )}
      </dl>
      {sync.kind === 'signed-out' && (
        <Notice
          sign="weakens"
          next={t('sync.signed-out.next')}
          action={
            <a className={form.link} href="#connection">
              {t('keep.signIn')}
            </a>
          }
        >
          {syncWords(sync, words)}
        </Notice>
      )}
      {history && <Notice sign="unknown">{t('keep.history', { done: history.done, total: Math.max(history.total, history.done) })}</Notice>}
      <div className={form.buttons}>
        {server && (
          <Button disabled={run.busy || sync.kind === 'signed-out'} onClick={() => run.send(() => onSyncNow().then(() => 'done' as const))}>
            {t(run.busy ? 'api.syncing' : 'api.syncNow')}
          </Button>
        )}
        <Button disabled={check.busy || history !== null || view.damage.length > 0} onClick={() => check.start(onCheck)}>
          {t('keep.check')}
        </Button>
      </div>
      {check.busy && <Progress label={t('keep.checking')} share={check.share} onStop={check.stop} />}
      {check.answer === 'failed' && <StoreFault fault={check.fault} />}
      {check.answer && typeof check.answer === 'object' && (
        <Notice sign={check.answer.found === 0 ? 'pass' : 'weakens'}>
          {t(check.answer.found === 0 ? 'keep.check.fine' : 'keep.check.mended', { n: check.answer.found })}
        </Notice>
      )}
    </>
  );
}

/** What happened to the browser's store, and the one way back that there is. */
function Damaged({ view, onRefill }: Pick<Props, 'view' | 'onRefill'>) {
  const { t } = useWords();
  const { busy, answer, send } = useSend<{ kept: number; lost: number } | 'failed'>('failed');
  const what = view.damage.map((kind) => t(`keep.damage.${kind}`)).join(t('keep.and'));
  return (
    <Notice
      sign="blocks"
      next={t(view.server ? 'keep.refill.next' : 'keep.refill.alone')}
      action={
        <Button look="primary" disabled={busy} onClick={() => send(onRefill)}>
          {t(busy ? 'keep.refilling' : view.server ? 'keep.refill' : 'keep.goOn')}
        </Button>
      }
    >
      {t('keep.damaged', { what })}
      {answer === 'failed' && ` ${t('keep.refill.failed')}`}
    </Notice>
  );
}
