// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { badgeFace } from '@/components/layer/faces';
import { tagShelf } from '@/components/layer/tags';
import type { Spot } from '@/lib/layer/scene';

const t = (key: string): string => key;
const spot = (subject: string, ...severities: ('blocks' | 'weakens')[]): Spot => ({
  element: document.createElement('tr'),
  subject,
  fields: [],
  part: null,
  findings: severities.map((severity) => ({ check: 'c', field: 'f', severity, result: 'fail', params: {} })),
});
const shown = (of: Spot, y: number) => {
  const face = badgeFace(of, false, 0, t);
  if (!face) throw new Error('a spot without findings');
  return { spot: of, face, at: { x: 10, y } };
};
const setUp = () => {
  const parent = document.createElement('div');
  return { parent, tags: tagShelf(parent) };
};

it('a tag whose row is gone serves the row that came, and is of that row from then on', () => {
  const { parent, tags } = setUp();
  const [before, after] = [spot('1', 'blocks'), spot('2', 'blocks')];
  tags.show([shown(before, 0)]);
  const node = parent.firstElementChild as Element;
  tags.show([shown(after, 0)]);
  expect(parent.children).toHaveLength(1);
  expect(parent.firstElementChild).toBe(node);
  expect(tags.spotOf(node)).toBe(after);
  expect(tags.nodeOf(before.element)).toBeNull();
  expect(tags.nodeOf(after.element)).toBe(node);
});

it('no tag ever shows what another record had: one that looks different is made anew, one that is left over goes', () => {
  const { parent, tags } = setUp();
  tags.show([shown(spot('1', 'blocks'), 0), shown(spot('2', 'weakens'), 30), shown(spot('3', 'blocks', 'blocks'), 60)]);
  const next = [shown(spot('4', 'weakens'), 0), shown(spot('5', 'weakens', 'blocks'), 30)];
  tags.show(next);
  expect(parent.children).toHaveLength(2);
  for (const { spot: of, face, at } of next) {
    const node = tags.nodeOf(of.element);
    const wanted = document.createElement('div');
    wanted.append(...face.content());
    expect(node?.innerHTML).toBe(wanted.innerHTML);
    expect(node?.style.transform).toBe(`translate(${at.x}px,${at.y}px)`);
    expect(tags.spotOf(node as Element)).toBe(of);
  }
  tags.show([]);
  expect(parent.children).toHaveLength(0);
});

it('a row that has more to say is written, one that moved is moved', () => {
  const { tags } = setUp();
  const row = spot('1', 'blocks');
  tags.show([shown(row, 0)]);
  const node = tags.nodeOf(row.element);
  const more: Spot = { ...row, findings: [...row.findings, ...row.findings] };
  tags.show([shown(more, 90)]);
  expect(tags.nodeOf(row.element)).toBe(node);
  expect(node?.textContent).toContain('2');
  expect(node?.style.transform).toBe('translate(10px,90px)');
  expect(tags.spotOf(node as Element)).toBe(more);
});

it('measures what looks the same once, and leaves nothing behind', () => {
  const { parent, tags } = setUp();
  const { face } = shown(spot('1', 'blocks'), 0);
  expect(tags.sizeOf(face)).toBe(tags.sizeOf(face));
  expect(parent.children).toHaveLength(0);
});
