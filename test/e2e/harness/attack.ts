/**
 * What a hostile or broken shop could do to whoever reads its pages, as the first script of every document: it bends the built-ins,
 * forges messages, clicks by script, and tries to reach into the layer. What it got hold of it notes in `window.loot`.
 */
export const attack = `<script>
  window.loot = [];
  const note = (what) => { if (!window.loot.includes(what)) window.loot.push(what); };
  for (const [object, name] of [[JSON, 'parse'], [JSON, 'stringify'], [Array.prototype, 'push'], [Array.prototype, 'map'], [String.prototype, 'trim'], [Map.prototype, 'get'], [MessagePort.prototype, 'postMessage'], [window, 'postMessage']]) {
    const real = object[name];
    object[name] = function (...args) {
      if (name === 'postMessage' && this !== window && !window.ownPorts?.has(this)) note('port used in the open');
      return real.apply(this, args);
    };
  }
  window.ownPorts = new WeakSet();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: 'open' }); };
  const forged = { platform: 'vendure', page: 'product-list', url: location.href, at: new Date().toISOString(), source: 'json', account: '', rows: [{ id: 'forged', name: 'forged' }], nested: {}, unsaved: false };
  const lies = [{ type: 'page.observed', observation: forged }, { type: 'page.opened', url: location.href }, { forged: true }, [forged], 'shop-loupe'];
  addEventListener('message', (event) => { if (event.ports.length > 0 && !JSON.stringify(event.data ?? '').match(/forged|page\\.|shop-loupe/)) note('port seen'); }, true);
  setInterval(() => {
    for (const lie of lies) {
      window.postMessage(lie, '*');
      const { port1, port2 } = new MessageChannel();
      window.ownPorts.add(port1);
      window.postMessage(lie, '*', [port2]);
      port1.postMessage(lie);
    }
    try { if (window.chrome?.runtime?.sendMessage) note('runtime reached'); } catch {}
    for (const element of document.documentElement.querySelectorAll(':scope > *, body > *')) {
      if (element.shadowRoot) note('layer open');
      if (element.matches('head, body, script, style, vdr-root, .cdk-overlay-container')) continue;
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', altKey: true, bubbles: true }));
    }
  }, 200);
</script>`;
