import type { CDPSession, Page } from '@playwright/test';

/** CPU time in ms. */
export interface Cpu {
  /** Of the main thread, whatever it did: script, style, layout, paint, collecting garbage. */
  thread: number;
  /** Of that, what ran in callbacks of the page or of ours. */
  script: number;
}

export interface Meter {
  session: CDPSession;
  /** What this work costs. Give it time to end: what comes later is not counted. */
  cost(work: () => Promise<unknown>): Promise<Cpu>;
}

/** Measures a page's process. `script` is true only as long as the page is not left. */
export async function meter(page: Page): Promise<Meter> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async (): Promise<Cpu> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN);
    return { thread: of('ThreadTime'), script: of('ScriptDuration') };
  };
  return {
    session,
    async cost(work) {
      // Garbage of what was before is not this work's.
      await session.send('HeapProfiler.collectGarbage');
      const before = await now();
      await work();
      const after = await now();
      return { thread: after.thread - before.thread, script: after.script - before.script };
    },
  };
}

export type Evaluate = <T>(expression: string) => Promise<T>;

/** Evaluates in one context of a page, or in the page itself. */
export function evaluator(session: CDPSession, contextId?: number): Evaluate {
  return async <T>(expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
}

let worlds = 0;

/** A world of its own in the page, as a content script has it, with a bundled script (global `bench`) in it. */
export async function isolatedWorld(session: CDPSession, script: string): Promise<Evaluate> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const worldName = `bench ${++worlds}`;
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName });
  const evaluate = evaluator(session, executionContextId);
  await evaluate(`${script};globalThis.bench = bench; undefined`);
  return evaluate;
}
