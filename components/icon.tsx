/** One set, 16 px, 1.5 px stroke. An icon never stands alone: its button carries the word. */
const paths = {
  next: 'M6 3.5 10.5 8 6 12.5',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  up: 'M8 13V3.5M4 7.5l4-4 4 4',
  fall: 'M8 3v9.5M4 8.5l4 4 4-4',
  level: 'M3 8h9.5M8.5 4l4 4-4 4',
  later: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2m0 3v3.25l2 1.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6.5',
  add: 'M8 3v10M3 8h10',
  open: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3 7.5 8.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  tick: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.25 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
