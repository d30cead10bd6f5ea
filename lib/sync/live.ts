import { createParser } from 'eventsource-parser';
import { LiveHead, LiveNews } from '../domain/sync.ts';
import { type Fetch, parsed, plainRequest } from './call.ts';

/** Why a stream ended. `unreachable`: no answer, or it fell silent. */
export type LiveEnd = 'ended' | 'signed-out' | 'not-there' | 'unreachable';

/** The server says something every 15 s; after so long (ms) without a byte the line is dead. */
const silenceMs = 40_000;

/** Reads `GET /v1/live` until it ends; each head that arrives is told, with what is new where that came along. The token goes in a header, never in an address. Never throws. */
export async function readHeads(
  fetch: Fetch,
  api: { url: string; token: string },
  onHead: (head: LiveHead | LiveNews) => void,
  stop: AbortSignal,
): Promise<LiveEnd> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const parser = createParser({
    onEvent({ event, data }) {
      const shape = event === 'head' ? LiveHead : event === 'news' ? LiveNews : null;
      const told = shape?.safeParse(parsed(data));
      if (told?.success) onHead(told.data);
    },
    // Longer than any line of ours: not our server.
    maxBufferSize: 100_000,
  });
  const signal = AbortSignal.any([stop, silence.signal]);
  try {
    const response = await fetch(`${api.url}/v1/live?news=1`, plainRequest('text/event-stream', api.token, signal));
    if (response.status === 401) return 'signed-out';
    if (response.status !== 200 || !response.body) return 'not-there';
    const reader = response.body.pipeThrough(new TextDecoderStream(), { signal }).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      parser.feed(value);
    }
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}
