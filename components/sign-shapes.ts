import type { SignKind } from '@/lib/layer/sign-kind';

interface Shape {
  /** Path on a 16 × 16 ground. */
  d: string;
  /** Width of the stroke; without it the path is filled by the even-odd rule, so that what lies inside is cut out. */
  stroke?: number;
  dash?: string;
}

/** Octagon with "!", triangle, diamond, dashed circle with "?", check: shape alone tells the five signs apart. */
export const signShapes: Record<SignKind, readonly Shape[]> = {
  blocks: [{ d: 'M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9zM7 3.6l.25 5.6h1.5L9 3.6zM8 10.4a1 1 0 1 0 0 2 1 1 0 0 0 0-2z' }],
  weakens: [{ d: 'M8 1a1.3 1.3 0 0 1 1.1.7l6.3 11a1.3 1.3 0 0 1-1.1 2H1.7a1.3 1.3 0 0 1-1.1-2l6.3-11A1.3 1.3 0 0 1 8 1z' }],
  improves: [{ d: 'M8 1.6 14.4 8 8 14.4 1.6 8z', stroke: 1.8 }],
  unknown: [
    { d: 'M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2z', stroke: 1.5, dash: '3.2 2.14' },
    { d: 'M5.9 6.3c0-1.2 1-2 2.1-2s2.1.8 2.1 1.9c0 1.5-2 1.6-2.1 3M8 11.4v.3', stroke: 1.6 },
  ],
  pass: [{ d: 'M2.5 8.6 6.3 12.3 13.5 4', stroke: 2 }],
};
