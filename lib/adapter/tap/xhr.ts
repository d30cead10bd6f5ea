import { type Ear, quietly, standIn, type TapScope } from './ear';
import type { Listed } from './listed';
import { parseExact } from './parse-exact';

/** Listens to XMLHttpRequest by its own load event. The answer takes the listener off. */
export function tapXhr(scope: TapScope, ear: Ear): () => void {
  const { prototype } = scope.XMLHttpRequest;
  const { open, send } = prototype;
  const { apply } = scope.Reflect;
  const { addEventListener } = prototype;
  const opened = new WeakMap<object, Listed[] | null>();

  function hear(request: XMLHttpRequest, list: Listed[], body: string | null): void {
    // The object may have been opened anew since.
    if (opened.get(request) !== list || request.status < 200 || request.status > 299) return;
    const { responseType } = request;
    if (responseType === 'json') ear.hear(list, body, request.response);
    else if (responseType === '' || responseType === 'text') ear.hear(list, body, parseExact(request.responseText));
  }

  const openStand = standIn(open, (target, self, args) => {
    const answer: unknown = apply(target, self, args);
    quietly(() => opened.set(self as object, ear.expect(String(args[0]), String(args[1]))));
    return answer;
  });

  const sendStand = standIn(send, (target, self, args) => {
    quietly(() => {
      const request = self as XMLHttpRequest;
      const list = opened.get(request);
      if (!list) return;
      const body = typeof args[0] === 'string' ? args[0] : null;
      apply(addEventListener, request, ['load', () => quietly(() => hear(request, list, body)), { once: true }]);
    });
    return apply(target, self, args);
  });

  prototype.open = openStand;
  prototype.send = sendStand;
  return () => {
    if (prototype.open === openStand) prototype.open = open;
    if (prototype.send === sendStand) prototype.send = send;
  };
}
