import type { SignKind } from '@/lib/layer/sign-kind';
import { signShapes } from './sign-shapes';

/** One of the five signs in the colour of the text around it. It never stands alone: a word or a label is beside it. */
export function Sign({ kind, size = 16 }: { kind: SignKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" strokeLinejoin="round" aria-hidden="true">
      {signShapes[kind].map(({ d, stroke, dash }) =>
        stroke ? (
          <path
            key={d}
            d={d}
            stroke="currentColor"
            strokeWidth={stroke}
            strokeDasharray={dash}
            strokeLinecap={dash ? undefined : 'round'}
          />
        ) : (
          <path key={d} d={d} fill="currentColor" fillRule="evenodd" />
        ),
      )}
    </svg>
  );
}
