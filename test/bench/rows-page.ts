const heads = ['', 'ID', 'Name', 'SKU', 'Price', 'Stock', ''];

/** A back office's list of products, as plain as can be: `rows` rows of five columns and their names. */
export function rowsPage(rows: number): string {
  const row = (at: number) => `<tr>
  <td class="c-pick"><input type="checkbox" aria-label="pick"></td>
  <td class="c-id"><span class="v">${at + 1}</span></td>
  <td class="c-name"><a class="v" href="/products/${at + 1}">Cotton shirt 棉质衬衫 ${at + 1}</a></td>
  <td class="c-sku"><span class="v">SHIRT-${at + 1}</span></td>
  <td class="c-price"><span class="v">¥ ${(at % 90) + 9}.90</span></td>
  <td class="c-stock"><span class="v">${at % 40}</span></td>
  <td class="c-free"></td>
</tr>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Products</title>
<style>
  body { margin: 0; font: 14px/20px sans-serif }
  header { padding: 12px }
  table { width: 100%; border-collapse: collapse }
  td { padding: 8px; border-bottom: 1px solid #ddd }
  .c-free { width: 200px }
</style>
<body class="shop-app"><header class="signed-in">Products</header>
<table class="products"><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${Array.from({ length: rows }, (_, at) => row(at)).join('')}</tbody></table></body></html>`;
}
