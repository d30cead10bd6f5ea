import { type Box, isInside, type Point } from './box';

/** What is known of a button of ours at the moment of a click. */
export interface Click {
  /** A person made it, not a script. */
  isTrusted: boolean;
  /** Where the pointer was; null for a key. */
  at: Point | null;
  button: Box;
  /** Where we painted the surface that holds it, and where the browser says it is: a page can move the root element. */
  painted: Point;
  actual: Point;
  /** Nothing lies over it, as far as the browser can tell. */
  isVisible: boolean;
  /** It stands there since (ms): fresh under the pointer, it was not meant. */
  since: number;
  /** Opacity of the page's root element, the only ancestor we do not own. */
  opacity: number;
  now: number;
}

/** Time to notice something that has come or moved, in ms. */
export const noticing = 500;

/** A button acts only on a person's click on something that is visibly there and has not just come under the pointer. */
export function mayAct(click: Click): boolean {
  const { at, painted, actual } = click;
  return (
    click.isTrusted &&
    click.isVisible &&
    click.opacity >= 0.7 &&
    Math.abs(painted.x - actual.x) <= 2 &&
    Math.abs(painted.y - actual.y) <= 2 &&
    (at === null || isInside(at, click.button)) &&
    click.now - click.since >= noticing
  );
}
