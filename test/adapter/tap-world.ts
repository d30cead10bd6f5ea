import type { TapScope } from '@/lib/adapter/tap/ear';
import { type Listed, listedIn } from '@/lib/adapter/tap/listed';
import { portMark, type TapMessage } from '@/lib/adapter/tap/message';
import { startTap } from '@/lib/adapter/tap/start';
import { declared } from './declared';

/** Answers of the fake server, by path. */
export type Answers = Record<string, { status?: number; type?: string; body: string }>;

/** An XMLHttpRequest that answers at once, as much of one as a page uses. */
function fakeXhr(answers: Answers) {
  return class FakeXhr extends EventTarget {
    status = 0;
    responseType = '';
    responseText = '';
    response: unknown = '';
    sent: unknown[] = [];
    private path = '';
    open(_method: string, url: string): string {
      this.path = new URL(url, 'https://shop.example').pathname;
      return 'opened';
    }
    setRequestHeader(): void {}
    send(body?: unknown): string {
      this.sent.push(body);
      const answer = answers[this.path];
      this.status = answer?.status ?? (answer ? 200 : 404);
      this.responseText = answer?.body ?? '';
      this.response = this.responseType === 'json' ? JSON.parse(this.responseText) : this.responseText;
      this.dispatchEvent(new Event('load'));
      return 'sent';
    }
  };
}

/** A page's world with a fake server, the tap in it, and the other end of its port. */
function world(answers: Answers, list: readonly Listed[]) {
  const requests: { url: string; init: unknown }[] = [];
  const nativeFetch = function fetch(input: unknown, init?: RequestInit): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    requests.push({ url, init });
    if (init?.signal?.aborted) return Promise.reject(new DOMException('aborted', 'AbortError'));
    const answer = answers[new URL(url, 'https://shop.example/admin/').pathname];
    if (!answer) return Promise.reject(new TypeError('Failed to fetch'));
    const { status = 200, type = 'application/json; charset=utf-8', body } = answer;
    return Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }));
  };
  const posted: { message: unknown; origin: unknown; ports: MessagePort[] }[] = [];
  const scope = {
    fetch: nativeFetch,
    Headers,
    Request,
    Response,
    XMLHttpRequest: fakeXhr(answers),
    MessageChannel,
    MessagePort,
    Promise,
    Reflect,
    document: { baseURI: 'https://shop.example/admin/' },
    location: { origin: 'https://shop.example', href: 'https://shop.example/admin/page' },
    postMessage: (message: unknown, origin: unknown, ports: MessagePort[]) => posted.push({ message, origin, ports }),
  } as unknown as TapScope;
  const stop = startTap(scope, list);
  const port = posted[0]?.ports[0];
  if (posted.length !== 1 || posted[0]?.message !== portMark || !port) throw new Error('the tap offered no port');
  const heard: TapMessage[] = [];
  port.onmessage = ({ data }: MessageEvent<TapMessage>) => heard.push(data);
  return {
    scope,
    requests,
    nativeFetch,
    heard,
    /** Tells the tap that its port was taken. */
    ready: () => port.postMessage('ready'),
    sayStop: () => port.postMessage('stop'),
    stop: () => {
      stop();
      port.close();
    },
    /** Everything that is on its way has come. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, 20)),
  };
}

export const graph = { method: 'POST', body: '{"operationName":"List","query":"query List { items { id name } }"}' };
export const items = { data: { total: 1, items: [{ id: '1', name: 'x', buyer: { phone: 'canary' } }] } };
export const answer = (body: unknown): Answers => ({ '/graph': { body: typeof body === 'string' ? body : JSON.stringify(body) } });

const open: ReturnType<typeof world>[] = [];

/** A world that `endWorlds` takes down: an open port keeps a process alive. */
export function start(answers: Answers, list: readonly Listed[] = listedIn([{ page: 'x/p', alone: false, responses: declared }])) {
  const made = world(answers, list);
  open.push(made);
  return made;
}
export function endWorlds(): void {
  for (const each of open.splice(0)) each.stop();
}
