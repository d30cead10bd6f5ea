import { agoWords, atWords, dueWords, exactTime } from '@/lib/text/when';
import { useWords } from './words';

const say = { ago: agoWords, at: atWords, due: dueWords };

/** A time as people say it; the exact instant on hover. */
export function TimeText({ iso, as = 'ago', className }: { iso: string; as?: keyof typeof say; className?: string }) {
  const words = useWords();
  return (
    <time dateTime={iso} title={exactTime(iso, words.locale)} className={className}>
      {say[as](iso, words)}
    </time>
  );
}
