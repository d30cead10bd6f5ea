import { Component, type ReactNode } from 'react';
import { storeCodeOf } from '@/lib/domain/store-fault';
import { Button } from './button';
import { Notice } from './notice';
import { StoreFault } from './store-fault';
import { useWords } from './words';

function Fault({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useWords();
  const again = <Button onClick={onAgain}>{t('fault.again')}</Button>;
  return (
    <div style={{ padding: 12 }}>
      {storeCodeOf(error) ? (
        <StoreFault fault={error} action={again} />
      ) : (
        <Notice sign="blocks" next={t('fault.screen.next')} action={again}>
          {t('fault.screen')}
          <small style={{ display: 'block', color: 'var(--muted)' }}>{error.message}</small>
        </Notice>
      )}
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
