import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('components/tokens.css', 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const tokensOf = (part: string) =>
  Object.fromEntries(
    [...part.matchAll(/--([\w-]+): (#(?:[0-9a-f]{3}){1,2});/g)].map(([, name, value = '']) => [
      name,
      value.length === 4 ? value.replace(/[0-9a-f]/g, '$&$&') : value,
    ]),
  );
const layerCss = readFileSync('components/layer/layer.css', 'utf8');
const [layerLight = '', layerDark = ''] = layerCss.slice(layerCss.indexOf('.layer {')).split('.dark {');

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', tokensOf(light)],
  ['dark', { ...tokensOf(light), ...tokensOf(dark) }],
])('%s', (_name, tokens) => {
  const of = (name: string) => tokens[name] ?? '#000000';

  it.each(['text', 'muted', 'accent', 'blocks', 'weakens', 'improves', 'pass'])('%s can be read on both grounds', (name) => {
    expect(tokens[name]).toBeDefined();
    for (const ground of ['bg', 'surface']) expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('the border of what one can operate stands out 3 : 1, and the primary button can be read', () => {
    for (const ground of ['bg', 'surface']) expect(contrast(of('control'), of(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe.each([
  ['light', tokensOf(layerLight)],
  ['dark', tokensOf(layerDark)],
])('the layer, %s', (_name, tokens) => {
  it.each(['text', 'muted', 'accent', 'blocks', 'weakens', 'improves', 'pass'])('%s can be read', (name) => {
    expect(tokens.bg).toBeDefined();
    expect(contrast(tokens[name] ?? '#000000', tokens.bg ?? '#000000')).toBeGreaterThanOrEqual(4.5);
    expect(tokens[name]).toBeDefined();
  });
});

it('motion is one token, and none for who asked for none', () => {
  expect(css).toMatch(/--quick: 120ms;/);
  expect(css).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--quick: 0s;/);
});
