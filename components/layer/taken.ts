import { type Box, meet } from '@/lib/layer/box';
import { isDark } from '@/lib/layer/ground';
import { childrenOf, controls, isRendered, matches, pageBox } from './page-dom';

/** What is a thing of its own: nothing of ours may lie over any part of it. */
export const solid = `${controls},img,svg,video,canvas,iframe`;
const most = 300;

/**
 * Boxes of all that the page shows within the zone: each text, picture and control; with `edges` also the rims of what is painted as
 * a box, for ours may lie inside one or outside, not across. Reads only, prunes what lies outside.
 */
export function takenBoxes(root: Element, zone: Box, ours: Node | null, edges = false): Box[] {
  const taken: Box[] = [];
  const range = document.createRange();
  const take = ({ left, top, right, bottom }: Box): void => {
    if (meet({ left, top, right, bottom }, zone)) taken.push({ left, top, right, bottom });
  };
  const takeRim = ({ left, top, right, bottom }: Box): void => {
    for (const x of [left, right - 1]) take({ left: x, top, right: x + 1, bottom });
    for (const y of [top, bottom - 1]) take({ left, top: y, right, bottom: y + 1 });
  };
  const visit = (node: Node): void => {
    if (taken.length >= most || node === ours) return;
    if (node instanceof Text) {
      if (node.data.trim() === '') return;
      range.selectNodeContents(node);
      take(range.getBoundingClientRect());
    } else if (node instanceof Element) {
      const box = pageBox(node);
      // A custom element is inline unless told otherwise, and then says nothing of what is in it.
      const custom = node.localName.includes('-');
      if (!custom && !(isRendered(box) ? meet(box, zone) : getComputedStyle(node).display === 'contents')) return;
      const children = childrenOf(node);
      // A whole row that is one link has its free ground like any other row.
      const isGround = children[0] instanceof Element && box.right - box.left > 0.8 * (zone.right - zone.left);
      if ((matches(node, solid) && !isGround) || (custom && children.length === 0)) {
        take(box);
        return;
      }
      if (edges && isPainted(node)) takeRim(box);
      for (const child of children) visit(child);
    }
  };
  visit(root);
  return taken;
}

function isPainted(element: Element): boolean {
  const { backgroundColor, borderBottomWidth } = getComputedStyle(element);
  return isDark(backgroundColor) !== null || borderBottomWidth !== '0px';
}
