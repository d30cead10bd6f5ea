import type { Figure, Measured } from './figure.ts';

export interface Outcome {
  figure: Figure;
  /** Null where it could not be measured; then `problem` says why. */
  measured: Measured | null;
  problem: string;
}

const widths = [16, 12, 12, 9, 9];
const line = (cells: readonly string[], end: string) => `${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')} ${end}`;
const short = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1));
const reachOf = (figure: Figure) => ('most' in figure ? figure.most : figure.least);

export const isOk = ({ figure, measured }: Outcome): boolean =>
  measured !== null && ('most' in figure ? measured.value <= figure.most : measured.value >= figure.least);

export const heading = line(['figure', 'ours', 'yardstick', 'value', 'reach'], 'ok');

export function row(outcome: Outcome): string {
  const { figure, measured, problem } = outcome;
  const reach = `${'most' in figure ? '≤' : '≥'} ${reachOf(figure)}`;
  const ok = isOk(outcome) ? 'yes' : 'NO';
  if (!measured) return line([figure.name, '–', '–', '–', reach], `${ok}   ${problem}`);
  const own = line(
    [figure.name, measured.ours, measured.yardstick, short(measured.value), reach],
    `${ok.padEnd(3)} ${measured.note ?? ''}`,
  );
  const others = (measured.witnesses ?? []).map(({ name, value, theirs, note }) =>
    line([`  ${name}`, theirs, '', short(value), ''], `    ${note}`),
  );
  return [own, ...others].join('\n');
}

/** The last line of the output, for machines. */
export function summary(outcomes: readonly Outcome[]): string {
  const rounded = (value: number) => Number(value.toFixed(3));
  const entries = outcomes.flatMap((outcome) => {
    const { figure, measured } = outcome;
    const own = { value: measured ? rounded(measured.value) : null, reach: reachOf(figure), ok: isOk(outcome) };
    const others = (measured?.witnesses ?? []).map(({ name, value }) => [
      `${figure.name} ${name}`,
      { value: rounded(value), reach: null, ok: null },
    ]);
    return [[figure.name, own], ...others];
  });
  return JSON.stringify(Object.fromEntries(entries));
}
