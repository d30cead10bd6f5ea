import { type Asked, type Ear, quietly, standIn, type TapScope } from './ear';
import { parseExact } from './parse-exact';

/** Listens to XMLHttpRequest by its own load event. The answer takes the listener off. */
export function tapXhr(scope: TapScope, ear: Ear): () => void {
  const { prototype } = scope.XMLHttpRequest;
  const { open, send, setRequestHeader } = prototype;
  const { apply } = scope.Reflect;
  const { addEventListener } = prototype;
  const opened = new WeakMap<object, Asked | null>();

  function hear(request: XMLHttpRequest, asked: Asked, body: string | null): void {
    // The object may have been opened anew since.
    if (opened.get(request) !== asked) return;
    const { responseType, status } = request;
    const isText = responseType === '' || responseType === 'text';
    if (status < 200 || status > 299) ear.hear(asked, body, undefined);
    else if (responseType === 'json') ear.hear(asked, body, request.response);
    else if (isText)
      ear.hear(
        asked,
        body,
        quietly(() => parseExact(request.responseText)),
      );
  }

  const openStand = standIn(open, (target, self, args) => {
    const answer: unknown = apply(target, self, args);
    quietly(() => opened.set(self as object, ear.expect(String(args[0]), String(args[1]))));
    return answer;
  });

  const headerStand = standIn(setRequestHeader, (target, self, args) => {
    quietly(() => {
      const name = String(args[0]).toLowerCase();
      if (ear.headers.has(name)) opened.get(self as object)?.headers.set(name, String(args[1]));
    });
    return apply(target, self, args);
  });

  const sendStand = standIn(send, (target, self, args) => {
    quietly(() => {
      const request = self as XMLHttpRequest;
      const asked = opened.get(request);
      if (!asked) return;
      const body = typeof args[0] === 'string' ? args[0] : null;
      apply(addEventListener, request, ['load', () => quietly(() => hear(request, asked, body)), { once: true }]);
    });
    return apply(target, self, args);
  });

  prototype.open = openStand;
  prototype.send = sendStand;
  if (ear.headers.size > 0) prototype.setRequestHeader = headerStand;
  return () => {
    if (prototype.open === openStand) prototype.open = open;
    if (prototype.send === sendStand) prototype.send = send;
    if (prototype.setRequestHeader === headerStand) prototype.setRequestHeader = setRequestHeader;
  };
}
