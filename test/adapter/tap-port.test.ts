// @vitest-environment happy-dom
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { portMark, type TapMessage } from '@/lib/adapter/tap/message';
import { takeTapPort } from '@/lib/adapter/tap-port';

let ports: NodePort[] = [];
const undo: (() => void)[] = [];
afterEach(() => {
  for (const port of ports) port.close();
  for (const one of undo.splice(0)) one();
  ports = [];
});

function offer(data: unknown = portMark, source: unknown = window) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const event = Object.assign(new Event('message'), { data, source, ports: [port2] });
  const said: unknown[] = [];
  port1.on('message', (message) => said.push(message));
  window.dispatchEvent(event);
  return { port1, said };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const message: TapMessage = { page: 'x/p', response: 0, url: 'https://shop.example/', payload: { id: '1' } };

test('the port is taken, the page’s later listeners never see it, and what comes out of it is passed on', async () => {
  const heard: TapMessage[] = [];
  const pages = vi.fn();
  const stop = takeTapPort((each) => heard.push(each));
  undo.push(stop);
  window.addEventListener('message', pages);
  undo.push(() => window.removeEventListener('message', pages));
  const { port1, said } = offer();
  port1.postMessage(message);
  await settle();
  expect(pages).not.toHaveBeenCalled();
  expect(said).toEqual(['ready']);
  expect(heard).toEqual([message]);
});

test('only the first, only from this window, only with our mark', async () => {
  const heard: TapMessage[] = [];
  undo.push(takeTapPort((each) => heard.push(each)));
  expect((await ask(offer('hello'))).said).toEqual([]);
  expect((await ask(offer(portMark, null))).said).toEqual([]);
  expect((await ask(offer())).said).toEqual(['ready']);
  expect((await ask(offer())).said).toEqual([]);
  expect(heard).toEqual([message]);

  async function ask(offered: ReturnType<typeof offer>) {
    offered.port1.postMessage(message);
    await settle();
    return offered;
  }
});

test('what is no message of the tap is dropped', async () => {
  const heard: TapMessage[] = [];
  undo.push(takeTapPort((each) => heard.push(each)));
  const { port1 } = offer();
  for (const each of [
    null,
    'x',
    [],
    {},
    { ...message, page: 7 },
    { ...message, response: 1.5 },
    { ...message, url: null },
    { page: 'x', response: 0, url: '' },
  ]) {
    port1.postMessage(each);
  }
  port1.postMessage(message);
  await settle();
  expect(heard).toEqual([message]);
});

test('stopping tells the tap, and ends the listening', async () => {
  const heard: TapMessage[] = [];
  const stop = takeTapPort((each) => heard.push(each));
  const { said } = offer();
  await settle();
  stop();
  await settle();
  expect(said).toEqual(['ready', 'stop']);
  const before = takeTapPort(() => undefined);
  before();
  expect((await Promise.resolve(offer())).said).toEqual([]);
  expect(heard).toEqual([]);
});
