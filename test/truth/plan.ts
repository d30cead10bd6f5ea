import type { Random } from './random.ts';

export interface VariantPlan {
  sku: string;
  /** Minor units, without tax. */
  price: number;
  onHand: number;
  /** Ordered and paid for, so held. */
  held: number;
  live: boolean;
}

export interface ProductPlan {
  name: string;
  description: string;
  /** How many pictures, and whether one of them is the main one. */
  pictures: number;
  main: boolean;
  categories: number;
  live: boolean;
  variants: VariantPlan[];
}

const flaws = [
  'no-picture',
  'no-main-picture',
  'one-picture',
  'name-short',
  'name-long',
  'name-edge',
  'description-empty',
  'description-short',
  'description-edge',
  'sku-empty',
  'sku-twice',
  'price-zero',
  'off',
  'stock-low',
  'stock-zero',
  'stock-held',
  'variant-off',
  'no-category',
  'many-variants',
] as const;
type Flaw = (typeof flaws)[number];

const words = ['Oak', 'Linen', 'Copper', 'Harbour', 'Velvet', '青瓷', '竹编', 'Granite', 'Saffron', '琉璃', 'Willow', 'Ember'];
const things = ['teapot', 'desk lamp', 'notebook', 'rain jacket', '茶壶', '台灯', 'serving tray', '围巾', 'bookend', 'camp stove'];

/** Looks empty in the shop, is not empty in its database. */
const emptyish = ['', '<p><br></p>', '<p></p>', '<p>   </p>', '<p>&nbsp;</p>', '\n', '<div><p><br></p><p><br></p></div>'];
const short = ['<p>Nice.</p>', 'Good &amp; cheap', '<p><strong>又好又便宜</strong></p>', '<ul><li>New</li></ul>'];
const long = [
  '<p>Made by hand in a small workshop; every piece differs a little in its grain.</p>',
  '<p>手工制作，每一件的纹理都略有不同。</p><p>适合送礼，也适合自己每天使用。</p>',
  'Washes at forty degrees, dries quickly and keeps its shape for years.',
  '<h3>Details</h3><ul><li>Weight 420 g</li><li>Fits <em>every</em> common shelf &amp; desk</li></ul>',
];
const edgeDescriptions = [`<p>${'a'.repeat(19)}</p>`, `<p>${'b'.repeat(20)}</p>`, `<p>${'茶'.repeat(19)}</p>`, `<p>${'壶'.repeat(20)}</p>`];
const edgeNames = [
  'Lamp',
  'Lamps',
  '茶壶一只',
  '青瓷茶壶一',
  'x'.repeat(60),
  'y'.repeat(61),
  '灯'.repeat(60),
  '灯'.repeat(61),
  '  Cup  ',
  '🍵🍵🍵🍵',
  '🍵🍵🍵🍵🍵',
];

/** How many products carry each flaw: at least so many fail each check whatever the seed. */
function deal(random: Random, count: number): Set<Flaw>[] {
  const dealt = Array.from({ length: count }, () => new Set<Flaw>());
  for (const flaw of flaws) {
    const many = flaw === 'many-variants' ? 2 : random.between(7, 11);
    // Stock says nothing of what is off, and low and none shall not sit on one variant.
    const fit = [...dealt.keys()].filter(
      (index) => !flaw.startsWith('stock-') || !['off', 'stock-low'].some((other) => dealt[index]?.has(other as Flaw)),
    );
    for (const index of random.some(fit, many)) dealt[index]?.add(flaw);
  }
  return dealt;
}

function variantPlans(random: Random, has: ReadonlySet<Flaw>, number: number): VariantPlan[] {
  const needed = (has.has('sku-twice') ? 2 : 1) + (has.has('sku-empty') ? 1 : 0) + (has.has('variant-off') ? 1 : 0);
  const count = has.has('many-variants') ? random.between(11, 13) : random.between(needed, needed + random.pick([0, 0, 1, 2]));
  const variants = Array.from({ length: count }, (_, index) => ({
    sku: `T-${number}-${index}`,
    price: random.between(100, 90_000),
    onHand: random.between(6, 200),
    held: 0,
    live: true,
  }));
  const any = () => random.pick(variants);
  if (has.has('sku-empty')) any().sku = '';
  if (has.has('sku-twice')) {
    const [first, second] = random.some(
      variants.filter(({ sku }) => sku !== ''),
      2,
    );
    if (first && second) second.sku = first.sku;
  }
  if (has.has('price-zero')) any().price = 0;
  if (has.has('variant-off')) {
    const one = any();
    one.live = false;
    one.onHand = random.pick([0, 3, 50]);
  }
  const live = variants.filter((variant) => variant.live);
  if (has.has('stock-held')) {
    // Enough on the shelf, yet most of it sold: 0 to 8 are left.
    const one = random.pick(live);
    one.held = random.between(1, 3);
    one.onHand = one.held + random.between(0, 8);
  }
  if (has.has('stock-low')) Object.assign(random.pick(live), { onHand: random.between(1, 5), held: 0 });
  if (has.has('stock-zero')) Object.assign(random.pick(live), { onHand: 0, held: 0 });
  return variants;
}

function plan(random: Random, has: ReadonlySet<Flaw>, number: number): ProductPlan {
  let name = `${random.pick(words)} ${random.pick(things)} ${number}`;
  if (has.has('name-short')) name = random.pick(['Mug', '碗', 'Hat ', 'TV']);
  else if (has.has('name-long')) name = `${name}, ${'with everything that belongs to it '.repeat(2)}`.trim();
  else if (has.has('name-edge')) name = random.pick(edgeNames);
  let description = random.pick(long);
  if (has.has('description-empty')) description = random.pick(emptyish);
  else if (has.has('description-short')) description = random.pick(short);
  else if (has.has('description-edge')) description = random.pick(edgeDescriptions);
  const pictures = has.has('no-picture') ? 0 : has.has('one-picture') ? 1 : random.between(2, 4);
  return {
    name,
    description,
    pictures,
    main: pictures > 0 && !has.has('no-main-picture'),
    categories: has.has('no-category') ? 0 : random.between(1, 3),
    live: !has.has('off'),
    variants: variantPlans(random, has, number),
  };
}

/** Products with random flaws. */
export function planProducts(random: Random, count: number): ProductPlan[] {
  return deal(random, count).map((has, number) => plan(random, has, number));
}
