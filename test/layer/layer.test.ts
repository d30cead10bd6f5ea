// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Hands, Layer, LayerOptions } from '@/components/layer/layer';
import { mountLayer } from '@/components/layer/mount-layer';
import { emptyScene, type Scene, type Spot } from '@/lib/layer/scene';
import { textsOf } from '@/lib/text/load';
import { translator } from '@/lib/text/text';

const t = translator('en', textsOf('en'));
const subject = (id: string): string => `shop/listing/${id}`;
const gap = (): Spot['findings'] => [
  {
    check: 'name-length',
    field: 'name',
    severity: 'weakens',
    result: 'fail',
    params: { n: 4, min: 10, max: 60 },
  },
];

let root: ShadowRoot;
let layer: Layer;
let hands: Hands;
let options: LayerOptions;

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const tags = (): string[] => [...root.querySelectorAll('.tag')].map((tag) => (tag.textContent ?? '').replace(/\s+/g, ' ').trim());
const chip = (): string => root.querySelector('.sum')?.textContent ?? '';

/** A list whose n-th row stands at 40 n px: happy-dom lays nothing out. */
function list(ids: readonly string[]): Element[] {
  document.body.innerHTML = `<table>${ids.map((id) => `<tr><td>${id}</td></tr>`).join('')}</table>`;
  return [...document.querySelectorAll('tr')];
}
const scene = (rows: readonly Element[], findings: (id: string) => Spot['findings'] = gap): Scene => {
  const spots = rows.map((element) => {
    const id = element.textContent ?? '';
    return { element, subject: subject(id), fields: [], part: null, findings: findings(id) };
  });
  return { kind: 'seen', reason: null, findings: spots.flatMap((spot) => [...spot.findings]), rows: spots, fields: [] };
};

beforeEach(() => {
  document.body.innerHTML = '';
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const index = this.localName === 'tr' ? [...document.querySelectorAll('tr')].indexOf(this as HTMLTableRowElement) : 0;
    return new DOMRect(0, index * 40, 800, this.localName === 'tr' ? 40 : 600);
  });
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, 0, 0));
  Object.assign(document, {
    elementFromPoint: (_x: number, y: number) => document.querySelectorAll('tr')[Math.floor(y / 40)] ?? document.body,
    elementsFromPoint: () => [],
  });
  Object.defineProperty(document.documentElement, 'clientWidth', { value: 1000, configurable: true });
  Object.assign(window, { innerHeight: 600 });
  hands = { on: vi.fn(), drawn: vi.fn(), shown: vi.fn(), step: vi.fn(), goTo: vi.fn(), stop: vi.fn() };
  options = {
    t,
    locale: 'en',
    place: { corner: 'bottom-right', collapsed: false },
    onPlace: vi.fn(),
    links: {},
    hands: vi.fn(async () => ({ make: () => hands, t })),
  };
  root = document.documentElement.appendChild(document.createElement('shop-loupe')).attachShadow({ mode: 'open' });
  layer = mountLayer(root, options);
});
afterEach(() => {
  layer.remove();
  root.host.remove();
  vi.restoreAllMocks();
});

const press = (code: string, change: Partial<KeyboardEventInit> = {}, isTrusted = true): KeyboardEvent => {
  const key = new KeyboardEvent('keydown', { code, altKey: true, bubbles: true, cancelable: true, ...change });
  Object.defineProperty(key, 'isTrusted', { value: isTrusted });
  document.body.dispatchEvent(key);
  return key;
};

describe('badges', () => {
  it('stand beside the rows that show, and beside no other', async () => {
    layer.show(scene(list(Array.from({ length: 500 }, (_, n) => String(n)))));
    await frame();
    expect(tags().length).toBeGreaterThan(10);
    expect(tags().length).toBeLessThan(20);
    expect(new Set(tags())).toEqual(new Set(['1 weakens']));
    expect(chip()).toBe('Shop Loupe: 500 weakens');
  });

  it('a clean row shows nothing at rest', async () => {
    layer.show(scene(list(['1', '2']), (id) => (id === '1' ? gap() : [])));
    await frame();
    expect(tags()).toHaveLength(1);
  });

  it('a row that the page has changed shows none until it was read anew', async () => {
    const rows = list(['1', '2', '3']);
    layer.show(scene(rows));
    await frame();
    layer.setStale(new Set([rows[1] as Element]));
    await frame();
    expect(tags()).toHaveLength(2);
    layer.show(scene(rows));
    await frame();
    expect(tags()).toHaveLength(3);
  });

  it('a row that something of the page lies over shows none', async () => {
    const rows = list(['1', '2']);
    const drawer = document.body.appendChild(document.createElement('aside'));
    Object.assign(document, { elementFromPoint: (_x: number, y: number) => (y < 40 ? drawer : (rows[1] as Element)) });
    layer.show(scene(rows));
    await frame();
    expect(tags()).toHaveLength(1);
  });

  it('nothing of ours stands inside the page’s own containers, and the page’s nodes are as they were', async () => {
    const rows = list(['1', '2', '3']);
    const before = document.body.outerHTML;
    layer.show(scene(rows));
    await frame();
    expect(document.body.outerHTML).toBe(before);
    expect(document.querySelectorAll('shop-loupe')).toHaveLength(1);
  });

  it('reads rows whose own names are shadowed by their inputs', async () => {
    document.body.innerHTML =
      '<form><input name="getBoundingClientRect"><input name="parentNode"><input name="childNodes"><input name="matches">1</form>';
    const form = document.querySelector('form') as Element;
    for (const name of ['getBoundingClientRect', 'parentNode', 'childNodes', 'matches', 'contains']) {
      Object.defineProperty(form, name, { value: form.querySelector('input') });
    }
    Object.assign(document, { elementFromPoint: () => form });
    layer.show({ ...scene([]), rows: [{ element: form, subject: subject('1'), fields: [], part: null, findings: gap() }] });
    await frame();
    expect(tags()).toHaveLength(1);
  });
});

describe('the person', () => {
  it('Alt+J goes to a gap and is kept from the page; without a gap, or pressed by a script, it is the page’s', async () => {
    const seen = vi.fn();
    document.addEventListener('keydown', seen);
    layer.show(scene(list(['1', '2'])));
    const key = press('KeyJ');
    await frame();
    expect(key.defaultPrevented).toBe(true);
    expect(seen).not.toHaveBeenCalled();
    expect(hands.step).toHaveBeenCalledWith(1);
    expect(press('KeyJ', {}, false).defaultPrevented).toBe(false);
    expect(press('KeyJ', { ctrlKey: true }).defaultPrevented).toBe(false);
    layer.show(scene(list(['1']), () => []));
    expect(press('KeyJ').defaultPrevented).toBe(false);
    expect(seen).toHaveBeenCalledTimes(3);
    document.removeEventListener('keydown', seen);
  });

  it('nothing is fetched before somebody reaches for the layer, and then once', async () => {
    layer.show(scene(list(['1', '2'])));
    await frame();
    expect(options.hands).not.toHaveBeenCalled();
    press('KeyJ');
    press('KeyK');
    await frame();
    expect(options.hands).toHaveBeenCalledTimes(1);
    expect(vi.mocked(hands.step).mock.calls).toEqual([[1], [-1]]);
  });

  it('hands that did not come are asked for again', async () => {
    vi.mocked(options.hands).mockRejectedValueOnce(new Error('worker ended'));
    layer.show(scene(list(['1'])));
    press('KeyJ');
    await frame();
    press('KeyJ');
    await frame();
    expect(hands.step).toHaveBeenCalledTimes(1);
  });

  it('events made by a script of the page do nothing', async () => {
    layer.show(scene(list(['1'])));
    await frame();
    for (const type of ['click', 'pointerover', 'focusin', 'keydown'])
      root.querySelector('.tag')?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    await frame();
    expect(options.hands).not.toHaveBeenCalled();
    expect(hands.on).not.toHaveBeenCalled();
  });

  it('a jump asked for by the panel goes to the record’s gap; where it is not on the page, it says so', async () => {
    layer.show(scene(list(['1', '2'])));
    expect(layer.jump(subject('2'), 'name')).toBe(true);
    expect(layer.jump(subject('9'), 'name')).toBe(false);
    await frame();
    expect(vi.mocked(hands.goTo).mock.calls[0]?.[0].subject).toBe(subject('2'));
  });
});

describe('the chip', () => {
  it('says nothing of loading at once, but when it lasts', async () => {
    layer.show(emptyScene);
    await frame();
    expect(chip()).toBe('');
    await new Promise((done) => setTimeout(done, 200));
    expect(chip()).toBe('Shop Loupe: Looking at this page');
  });

  it('fetches the words for why a page cannot be seen', async () => {
    layer.show({ ...emptyScene, kind: 'blind', reason: 'signed-out' });
    await frame();
    expect(options.hands).toHaveBeenCalledTimes(1);
    expect(chip()).toContain('sign in');
  });

  it('takes a text as text, whatever is in it', async () => {
    layer.remove();
    const evil = '<img src=x onerror=alert(1)>';
    layer = mountLayer(root, { ...options, t: (key) => (key.startsWith('severity') ? evil : key) });
    layer.show(scene(list(['1'])));
    await frame();
    expect(root.querySelector('img')).toBeNull();
    expect(tags()).toEqual([`1 ${evil}`]);
  });

  it('is gone after remove, and hears no key any more', async () => {
    layer.show(scene(list(['1'])));
    await frame();
    layer.remove();
    expect(root.childNodes).toHaveLength(0);
    expect(press('KeyJ').defaultPrevented).toBe(false);
    expect(hands.stop).not.toHaveBeenCalled();
  });
});
