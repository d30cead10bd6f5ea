/** How often what the page took away is put back before we give in. */
const patience = 3;

/**
 * The one element of ours on the page, beside its body, with a closed root. If the page removes it or writes on it, it is put right
 * three times, then taken away for good: no endless fight with somebody else's page.
 */
export function layerHost(onGone: () => void) {
  const host = document.createElement('shop-loupe');
  const root = host.attachShadow({ mode: 'closed' });
  let mended = 0;
  document.documentElement.append(host);

  const observer = new MutationObserver((records) => {
    const isIn = host.parentNode === document.documentElement;
    if (isIn && !records.some(({ target }) => target === host)) return;
    if (++mended > patience) {
      remove();
      onGone();
      return;
    }
    for (const name of host.getAttributeNames()) host.removeAttribute(name);
    if (!isIn) document.documentElement.append(host);
    // What we have just done ourselves is no attack.
    observer.takeRecords();
  });
  observer.observe(document.documentElement, { childList: true });
  observer.observe(host, { attributes: true });

  function remove(): void {
    observer.disconnect();
    host.remove();
  }
  return { root, remove };
}
