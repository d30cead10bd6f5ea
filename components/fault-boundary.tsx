import { Component, type ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';
import { useWords } from './words';

/** Names IndexedDB and Dexie give their failures: the store is full, blocked or cannot be opened. */
const storeFaults = /Quota|OpenFailed|MissingAPI|DatabaseClosed|VersionError|InvalidState|UpgradeNeeded/;

function Fault({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useWords();
  const kind = /Quota/.test(error.name + error.message) ? 'full' : storeFaults.test(error.name) ? 'store' : 'screen';
  return (
    <div style={{ padding: 12 }}>
      <Notice sign="blocks" next={t(`fault.${kind}.next`)} action={<Button onClick={onAgain}>{t('fault.again')}</Button>}>
        {t(`fault.${kind}`)}
        <small style={{ display: 'block', color: 'var(--muted)' }}>{error.message}</small>
      </Notice>
    </div>
  );
}

/** One part that fails says so and leaves the others alone. */
export class FaultBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
  override render() {
    const { error } = this.state;
    return error ? <Fault error={error} onAgain={() => this.setState({ error: null })} /> : this.props.children;
  }
}
