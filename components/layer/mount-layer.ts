import { jumpKey } from '@/lib/layer/jump-key';
import { oncePerFrame } from '@/lib/layer/pace';
import { emptyScene, type Scene, type Spot } from '@/lib/layer/scene';
import { withSpokenTimes } from '@/lib/layer/spoken';
import { summaryOf } from '@/lib/layer/summary';
import { isGap } from '@/lib/layer/tally';
import { badgeColumn } from './badges';
import { summaryChip } from './chip';
import { type Clip, clipper } from './clip';
import { el } from './dom';
import { badgeFace, markFace } from './faces';
import { isGroundDark } from './ground-of';
import type { Hands, Layer, LayerBody, LayerOptions } from './layer';
import css from './layer.css?inline';
import { layerEvents } from './layer-events';
import { fieldMarks } from './marks';
import { isRendered, pageBox } from './page-dom';
import { addStyle } from './styled';
import { tagShelf } from './tags';

/** What comes at once needs no "loading" before it (ms). */
const loadingAfter = 150;

/**
 * Everything we show over a page, inside this root: badges, marks, the chip; cards and the menu come with its hands. It reads the
 * page's boxes and puts its own elements over them; it writes nothing into the page. The root comes from outside, closed in the
 * product, open on a test page.
 */
export function mountLayer(root: ShadowRoot | HTMLElement, options: LayerOptions): Layer {
  const { locale, place } = options;
  let t = withSpokenTimes(options.t, locale);
  const ours = root instanceof ShadowRoot ? root.host : root;
  const layer = el('div', { class: 'layer', lang: locale });
  addStyle(root, css);
  root.append(layer);

  let scene: Scene = emptyScene;
  let showAll = false;
  let isOff = false;
  let clip = clipper();
  let hands: Hands | null = null;
  let fetching: Promise<Hands | null> | null = null;
  let chipTimer = 0;

  const clipOf: Clip = (of) => clip(of);
  const rowTags = tagShelf(layer);
  const fieldTags = tagShelf(layer);
  const badges = badgeColumn({ tags: rowTags, ours, faceOf: (spot, size) => badgeFace(spot, showAll, size, t) });
  const marks = fieldMarks({ tags: fieldTags, ours, faceOf: (spot, small) => markFace(spot, showAll, small, t) });
  const chip = summaryChip(layer, { t, place });
  const { ask, stop } = oncePerFrame(draw, requestAnimationFrame, cancelAnimationFrame);

  const spots = (): Spot[] => [...scene.fields, ...scene.rows];
  function gaps(): Spot[] {
    const found = isOff ? [] : spots().filter(({ element, findings }) => findings.some(isGap) && isRendered(pageBox(element)));
    const follows = (a: Spot, b: Spot): boolean =>
      (Node.prototype.compareDocumentPosition.call(a.element, b.element) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
    return scene.fields.length > 0 ? found.sort((a, b) => (follows(a, b) ? 1 : -1)) : found;
  }

  function draw(): void {
    if (isOff) return;
    const over = scene.rows[0] ?? scene.fields[0];
    layer.classList.toggle('dark', isGroundDark(over?.element ?? document.body));
    const shownBadges = badges.read(clip, layer.classList.contains('moving'));
    const shownMarks = marks.read(clip);
    rowTags.show(shownBadges);
    fieldTags.show(shownMarks);
    hands?.drawn();
  }
  const summarize = (): void => chip.show(summaryOf(scene, t));
  function placeAnew(): void {
    badges.forgetPlaces();
    marks.forgetPlaces();
    chip.rest();
    ask();
  }

  const body: LayerBody = {
    options,
    layer,
    root,
    ours,
    chip,
    get scene() {
      return scene;
    },
    get showAll() {
      return showAll;
    },
    gaps,
    spots,
    clip: clipOf,
    tagOf: (element) => rowTags.nodeOf(element) ?? fieldTags.nodeOf(element),
    spotOf: (tag) => rowTags.spotOf(tag) ?? fieldTags.spotOf(tag),
    ask,
    setShowAll(next) {
      showAll = next;
      placeAnew();
    },
    hide() {
      isOff = true;
      layer.classList.add('off');
    },
  };
  /** Runs at once where the hands are there, else as soon as they are. */
  function withHands(run: (hands: Hands) => void): void {
    if (hands) {
      run(hands);
      return;
    }
    fetching ??= options.hands().then(
      ({ make, t: all }) => {
        t = withSpokenTimes(all, locale);
        hands = make(body, t);
        summarize();
        return hands;
      },
      () => {
        fetching = null;
        return null;
      },
    );
    void fetching.then((there) => there && run(there));
  }
  function step(by: 1 | -1): boolean {
    const any = gaps().length > 0;
    if (any) withHands((there) => there.step(by));
    return any;
  }

  const events = layerEvents({
    layer,
    ours,
    onTouch: (event, target) => withHands((there) => there.on(event, target)),
    onKey(key) {
      const by = jumpKey(key);
      return by !== 0 && step(by);
    },
    onMoved: ask,
    onSettled() {
      chip.rest();
      ask();
    },
    onResized: placeAnew,
    onPageFocus: chip.rest,
  });

  return {
    show(next) {
      scene = next;
      clip = clipper();
      badges.show(next.rows);
      marks.show(next.fields);
      events.watchSize(next.rows[0]?.element ?? next.fields[0]?.element ?? null);
      clearTimeout(chipTimer);
      if (next.kind === 'loading') chipTimer = window.setTimeout(summarize, loadingAfter);
      else summarize();
      // Why a page cannot be seen is said in words that few pages need.
      if (hands) hands.shown();
      else if (next.kind === 'blind' && next.reason !== 'unknown-page') withHands(() => undefined);
      ask();
    },
    setStale(rows) {
      badges.setStale(rows);
      ask();
    },
    step,
    jump(subject, field) {
      const here = isOff ? [] : spots().filter((one) => one.subject === subject && (one.fields.length === 0 || one.fields.includes(field)));
      const spot = here.find(({ findings }) => findings.some(isGap)) ?? here[0];
      if (spot) withHands((there) => there.goTo(spot));
      return spot !== undefined;
    },
    remove() {
      stop();
      clearTimeout(chipTimer);
      events.stop();
      hands?.stop();
      root.replaceChildren();
    },
  };
}
