import { mountLayer } from '@/components/layer/mount-layer';
import { blindReasons } from '@/lib/domain/observation';
import { textsOf } from '@/lib/text/load';
import { type Locale, translator } from '@/lib/text/text';
import { formPage, listPage } from './pages';

/*
 * The layer in an open root, over a plain page: for the eye, for axe (it cannot look into a closed root) and for tests of its doing.
 * ?page=list|form|dense &state=seen|loading|<blind reason> &locale=zh-CN|zh-TW|en &ground=light|dark &rows=17
 */
const query = new URLSearchParams(location.search);
const locale = (query.get('locale') ?? 'zh-CN') as Locale;
const state = query.get('state') ?? 'seen';
document.documentElement.lang = locale;
document.documentElement.classList.toggle('dark', query.get('ground') === 'dark');

const main = document.querySelector('main') ?? document.body;
const scene =
  query.get('page') === 'form' ? formPage(main) : listPage(main, Number(query.get('rows') ?? 17), query.get('page') === 'dense');

const host = document.createElement('shop-loupe');
document.documentElement.append(host);
const t = translator(locale, textsOf(locale));
const layer = mountLayer(host.attachShadow({ mode: 'open' }), {
  t,
  locale,
  place: null,
  onPlace: (place) => Object.assign(window, { place }),
  links: { listing: '/products/<id>' },
  hands: async () => ({ make: (await import('@/components/layer/hands/layer-hands')).layerHands, t }),
});
const reason = blindReasons.find((each) => each === state);
if (state === 'seen') layer.show(scene);
else layer.show({ ...scene, kind: reason ? 'blind' : 'loading', reason: reason ?? null, findings: [], rows: [], fields: [] });
Object.assign(window, { layer, scene });
