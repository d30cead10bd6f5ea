import { meet } from '@/lib/layer/box';
import type { ChipPlace } from '@/lib/layer/corner';
import { stepFrom } from '@/lib/layer/jump-key';
import type { Spot } from '@/lib/layer/scene';
import { summaryOf } from '@/lib/layer/summary';
import type { MakeHands } from '../layer';
import { pageBox } from '../page-dom';
import { addStyle } from '../styled';
import { cardContent } from './card';
import { chipDrag } from './drag';
import { floatingCard } from './floating-card';
import { focusOnPage } from './focus-on-page';
import css from './hands.css?inline';
import { linkTo } from './link-to';
import { type MenuAct, menuContent } from './menu';
import { cardOpener } from './opener';
import { jumpRing } from './ring';

/** The hands of the layer: they come when a person first reaches for it. */
export const layerHands: MakeHands = (body, t) => {
  const { layer, ours, chip, ask, options } = body;
  addStyle(body.root, css);
  const ring = jumpRing(layer);
  const card = floatingCard(layer, 'about');
  const menu = floatingCard(layer, 'menu');
  const opener = cardOpener(card, ask);
  const drag = chipDrag(chip, (corner) => place({ ...chip.place, corner }));
  const plug = new AbortController();
  let last: Element | null = null;

  function place(next: ChipPlace): void {
    chip.put(next);
    options.onPlace(next);
  }

  function drawCard(): void {
    const { spot, how } = opener;
    for (const tag of layer.querySelectorAll('.tag.open')) tag.classList.remove('open');
    if (!spot) return;
    const tag = body.tagOf(spot.element);
    const bounds = body.clip(spot.element);
    const box = pageBox(spot.element);
    if (!tag && (how !== 'jump' || !bounds || !meet(box, bounds))) {
      opener.close();
      return;
    }
    tag?.classList.add('open');
    // Jumped to, one is there already; a row's own page is still a step away.
    const withWay = how !== 'jump' || spot.fields.length === 0;
    const texts = { t, linkTo: (of: Spot) => linkTo(of, options.links) };
    card.fill(JSON.stringify([spot.findings, withWay]), tag?.textContent.trim() ?? '', () => cardContent(spot, withWay, texts));
    const anchor = tag?.getBoundingClientRect() ?? box;
    card.openAt(anchor, spot.fields.length === 0 ? anchor : box, opener.takeFresh());
  }

  function openMenu(): void {
    opener.close();
    const { parts, sentence } = summaryOf(body.scene, t);
    const why = body.scene.kind === 'seen' ? '' : sentence;
    const state = { parts, sentence: why, gaps: body.gaps().length, showAll: body.showAll, ...chip.place };
    menu.fill(JSON.stringify(state), t('layer.name'), () => menuContent(state, t));
    const box = chip.node.getBoundingClientRect();
    menu.openAt(box, box, true);
    chip.face.setAttribute('aria-expanded', 'true');
  }
  function closeMenu(): void {
    menu.close();
    chip.face.setAttribute('aria-expanded', 'false');
  }

  function goTo(spot: Spot, withCard: boolean): void {
    closeMenu();
    opener.close();
    last = spot.element;
    focusOnPage(spot.element);
    ring.show(spot.element);
    if (withCard) opener.show(spot, 'jump');
    ask();
  }
  function step(by: 1 | -1): void {
    const gaps = body.gaps();
    const next = stepFrom(
      gaps.map(({ element }) => element),
      last,
      by,
    );
    const spot = gaps.find(({ element }) => element === next);
    if (spot) goTo(spot, true);
  }
  function act(name: MenuAct): void {
    if (name === 'next' || name === 'previous') {
      step(name === 'next' ? 1 : -1);
      return;
    }
    closeMenu();
    chip.face.focus();
    if (name === 'hide') body.hide();
    else if (name === 'showAll') body.setShowAll(!body.showAll);
    else if (name === 'collapse') place({ ...chip.place, collapsed: !chip.place.collapsed });
    else place({ ...chip.place, corner: name });
  }

  function clicked(event: Event, target: Element): void {
    const way = target.closest('.act');
    const choice = target.closest<HTMLElement>('[data-act]');
    if (way && opener.spot) {
      if (!card.mayAct(event, way)) event.preventDefault();
      else if (way.localName === 'button') goTo(opener.spot, false);
    } else if (choice && menu.mayAct(event, choice)) act(choice.dataset.act as MenuAct);
  }
  function escaped(target: Element): void {
    const back = menu.isOpen ? chip.face : layer.querySelector<HTMLElement>('.tag.open');
    opener.close();
    closeMenu();
    if (!target.closest('.tag')) back?.focus();
  }

  const outside = (run: (target: Element) => void): ((event: Event) => void) => {
    return ({ target }) => {
      if (target instanceof Element && !ours.contains(target)) run(target);
    };
  };
  const onPage = { signal: plug.signal, capture: true, passive: true };
  const shut = (): void => {
    opener.close();
    closeMenu();
  };
  document.addEventListener('pointerdown', outside(shut), onPage);
  const focused = (target: Element): void => {
    if (opener.how === 'jump' && opener.spot && !opener.spot.element.contains(target)) opener.close();
  };
  document.addEventListener('focusin', outside(focused), onPage);

  return {
    on(event, target) {
      const tag = target.closest('.tag');
      const spot = tag && body.spotOf(tag);
      const isChip = chip.face.contains(target);
      if (isChip && drag.on(event)) {
        drag.ended();
        return;
      }
      if (event.type === 'pointerover') {
        if (spot) opener.pointerOn(spot);
        else if (card.node.contains(target)) opener.pointerOnCard();
      } else if (event.type === 'pointerout') opener.pointerOff();
      else if (event.type === 'focusin' || event.type === 'click') {
        if (spot && (event.type === 'click' || opener.spot !== spot)) opener.show(spot, 'stay');
        else if (event.type === 'click' && isChip) menu.isOpen ? closeMenu() : openMenu();
        else if (event.type === 'click') clicked(event, target);
      } else if (event.type === 'auxclick') clicked(event, target);
      // Esc is the page's, save with the focus in here.
      else if (event instanceof KeyboardEvent && event.code === 'Escape') escaped(target);
    },
    drawn() {
      ring.draw(body.clip);
      drawCard();
    },
    shown() {
      opener.follow(body.spots());
      if (menu.isOpen) closeMenu();
    },
    step,
    goTo: (spot) => goTo(spot, true),
    stop() {
      plug.abort();
      opener.close();
      for (const part of [card, menu, ring]) part.stop();
    },
  };
};
