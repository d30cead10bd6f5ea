import { createRoot } from 'react-dom/client';
import { signShapes } from '@/components/sign-shapes';
import type { Part } from '@/lib/layer/tally';

/** The way at hand: into the last cell of each row a host with a closed root, in it a style and a React tree of its own, as extension frameworks offer it. */
const css = `
.badge { display: inline-flex; align-items: center; gap: 7px; height: 18px; padding: 0 5px; border-radius: 6px; background: #fff; box-shadow: inset 0 0 0 1px #dfe3e6; font: 600 12px/18px system-ui, sans-serif }
.part { display: flex; align-items: center; gap: 3px }
svg { display: block; fill: currentColor; fill-rule: evenodd }
.stroke { fill: none; stroke: currentColor }
.blocks { color: #b3261e } .weakens { color: #8a5300 } .improves { color: #2f5c8f } .unknown { color: #586069 } .pass { color: #1b7a48 }
`;

function Badge({ parts }: { parts: readonly Part[] }) {
  return (
    <button type="button" className="badge" aria-label={parts.map(({ kind, count }) => `${count} ${kind}`).join(', ')}>
      {parts.map(({ kind, count }) => (
        <span key={kind} className={`part ${kind}`}>
          <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
            {signShapes[kind].map(({ d, stroke, dash }) => (
              <path key={d} d={d} className={stroke ? 'stroke' : ''} strokeWidth={stroke} strokeDasharray={dash} />
            ))}
          </svg>
          {count}
        </span>
      ))}
    </button>
  );
}

/** Puts a badge into each of the cells; gives the roots it made. */
export function rootPerRow(cells: readonly Element[], partsOf: (row: number) => readonly Part[]): ShadowRoot[] {
  return cells.map((cell, row) => {
    const root = cell.appendChild(document.createElement('span')).attachShadow({ mode: 'closed' });
    const style = root.appendChild(document.createElement('style'));
    style.textContent = css;
    const place = root.appendChild(document.createElement('span'));
    createRoot(place).render(<Badge parts={partsOf(row)} />);
    return root;
  });
}
