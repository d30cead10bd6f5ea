/** Is this computed colour dark? Null where it is (nearly) transparent or in no notation we know: look further down. */
export function isDark(colour: string): boolean | null {
  const [, space = '', inner = ''] = /^([a-z]+)\((?:srgb )?(.*)\)$/.exec(colour) ?? [];
  const [first = Number.NaN, second = 0, third = 0, alpha = 1] = inner
    .split(/[\s,/]+/)
    .map((part) => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1));
  if (Number.isNaN(first) || alpha < 0.5) return null;
  // How light it looks, 0 to 1: the weighted sum for red, green and blue; the other spaces say it themselves.
  const sum = 0.3 * first + 0.59 * second + 0.11 * third;
  if (space.startsWith('rgb')) return sum < 128;
  if (space === 'color') return sum < 0.5;
  return first < (space.startsWith('ok') ? 0.55 : 50);
}
