import type { ChipPlace } from '@/lib/layer/corner';
import type { Scene, Spot } from '@/lib/layer/scene';
import type { Translate } from '@/lib/text/text';
import type { Chip } from './chip';
import type { Clip } from './clip';

/** Where the hands wait in the content scripts' own world. */
export const handsKey = 'shop-loupe hands';

export interface LayerOptions {
  t: Translate;
  locale: string;
  /** Where the chip was left; null = nowhere yet. */
  place: ChipPlace | null;
  onPlace(place: ChipPlace): void;
  /** Links to the pages where records are edited, by noun: address templates with `<id>`. */
  links: Readonly<Record<string, string>>;
  /** Fetches what is needed once a person reaches for the layer, and not before: its program, and all its texts. */
  hands(): Promise<{ make: MakeHands; t: Translate }>;
}

export interface Layer {
  show(scene: Scene): void;
  /** Rows that the page has changed since: their badges wait for the next scene. */
  setStale(rows: ReadonlySet<Element>): void;
  /** To the next (1) or previous (-1) gap; false where there is none. */
  step(by: 1 | -1): boolean;
  /** To the place of this record's field; false where it is not on the page. */
  jump(subject: string, field: string): boolean;
  remove(): void;
}

/** The layer as its hands hold it. */
export interface LayerBody {
  options: LayerOptions;
  layer: HTMLElement;
  root: ShadowRoot | HTMLElement;
  ours: Element;
  chip: Chip;
  readonly scene: Scene;
  readonly showAll: boolean;
  /** Gaps in the page's order. */
  gaps(): Spot[];
  spots(): Spot[];
  clip: Clip;
  tagOf(element: Element): HTMLElement | null;
  spotOf(tag: Element): Spot | null;
  /** Draws in the next frame. */
  ask(): void;
  setShowAll(showAll: boolean): void;
  hide(): void;
}

/** What a person does with the layer: cards, the menu, jumps, dragging. */
export interface Hands {
  /** Something a person did in the layer. */
  on(event: Event, target: Element): void;
  /** The layer was drawn: what floats follows. */
  drawn(): void;
  /** There is a new scene. */
  shown(): void;
  step(by: 1 | -1): void;
  goTo(spot: Spot): void;
  stop(): void;
}
export type MakeHands = (body: LayerBody, t: Translate) => Hands;
