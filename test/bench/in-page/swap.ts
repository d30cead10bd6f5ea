// The shop's own script: shows 1,000 products, and on demand another 1,000 in their place, as a list does that is paged.

const perPage = 1_000;
const table = document.querySelector('table tbody');
const templates = [...document.querySelectorAll('table tbody > tr')];

function row(product: number): Node {
  const made = templates[product % templates.length]?.cloneNode(true) as Element;
  const link = made.querySelector('a[href]');
  link?.setAttribute('href', `/admin/catalog/products/${product}`);
  const name = link?.querySelector('span');
  if (name) name.textContent = `Cotton shirt 棉质衬衫 ${product}`;
  return made;
}

/** Replaces each row by the one of the other page, all in one task. */
export function swap(page: number): void {
  const fresh = Array.from({ length: perPage }, (_, at) => row(1 + page * perPage + at));
  const old = [...(table?.children ?? [])];
  for (const [at, each] of old.entries()) each.replaceWith(fresh[at] ?? '');
}

table?.replaceChildren(...Array.from({ length: perPage }, (_, at) => row(1 + at)));
const total = document.querySelector('.total-items-count');
if (total) total.textContent = `1 - ${perPage} of ${2 * perPage}`;
