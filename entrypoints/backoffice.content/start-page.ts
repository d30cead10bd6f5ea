import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import type { BlindReason } from '@/lib/domain/observation';
import type { PageState } from '@/lib/domain/page-state';
import { recognised } from '@/lib/domain/recognised';
import type { Finding } from '@/lib/domain/verdict';
import type { LayerTouchedAnswer, PageObservedAnswer, PageOpenedAnswer, SiteBrief, ToBackground } from '@/lib/extension/messages';
import { knownFindings } from '@/lib/layer/known';
import { drawn, takeSpent } from '@/lib/layer/pace';
import { emptyScene, type Scene, sceneOf } from '@/lib/layer/scene';
import { blindSpell, lookAgain } from './blind-spell';
import type { HeldMessages } from './held-messages';
import { layerOver } from './layer-over';
import { postBox } from './post';
import { foundOn, isSameSight, pageAt, readPage, type Sight } from './read-page';
import { responseTeller } from './response-teller';
import { sightTeller } from './sight-teller';
import { strangePage } from './strange-page';
import { watchPage } from './watch-page';

interface Options {
  ctx: ContentScriptContext;
  held: HeldMessages;
  send(message: ToBackground): Promise<unknown>;
}

const mostFaults = 5;

/**
 * One page, from its first script to its end: what is on it is read, told, and shown with what was found. An error of ours never
 * reaches the page: it becomes the state `adapter-broken`.
 */
export function startPage({ ctx, held, send }: Options) {
  const known = knownFindings();
  let brief: SiteBrief | null = null;
  let state: PageState = blind('loading', null);
  let sight: Sight | null = null;
  let answered: readonly (string | null)[] = [];
  let watch: ReturnType<typeof watchPage> | null = null;
  let isOpening = false;
  let faults = 0;
  let timer = 0;

  const lookIn = (ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => watch?.ask(), ms);
  };
  const tell = (message: ToBackground): void => void send(message).catch(() => undefined);
  const layer = layerOver({
    ctx,
    onPlace: (place) => tell({ type: 'layer.placed', place }),
    fetchHands: async () => ((await send({ type: 'layer.touched' })) as LayerTouchedAnswer | undefined) ?? {},
    onGone: () => state.kind !== 'elsewhere' && setState({ ...state, detail: 'hidden by page' }),
  });
  const strange = strangePage(
    ctx,
    () => send({ type: 'page.strange' }),
    () => watch?.ask(),
  );
  const blindness = blindSpell(send, (why) => showBlind(why, null));
  const box = postBox({
    send,
    onSilence() {
      sights.refused();
      if (!ctx.isInvalid) showBlind('store-blocked', null);
    },
  });
  const sights = sightTeller(({ ids, seen }) =>
    box.post('seen', {
      message: { type: 'page.observed', observation: seen.observation },
      onAnswer: (answer) => guarded(() => answer && onAnswer(answer, ids)),
    }),
  );
  const responses = responseTeller({
    held,
    post: (name, message, onTold) => box.post(name, { message, onAnswer: (answer) => guarded(() => onTold(answer)) }),
    onAnswer: (answer) => onAnswer(answer, null),
    onBlind: (reason) => showBlind(reason, null),
  });
  const show = (scene: Scene): void => {
    if (brief) layer.show(scene, brief);
  };

  function blind(reason: BlindReason, detail: string | null): PageState {
    const page = brief && pageAt(brief)?.id;
    return { kind: 'blind', reason, platform: brief?.platform.id ?? null, page, detail, seenAt: new Date().toISOString() };
  }
  function setState(next: PageState): void {
    const isNew = next.kind !== 'blind' || state.kind !== 'blind' || next.reason !== state.reason || next.detail !== state.detail;
    state = next;
    if (isNew) setTimeout(() => tell({ type: 'page.changed', ms: takeSpent() }), next.kind === 'seen' ? drawn : 0);
  }
  function showBlind(reason: BlindReason, detail: string | null): void {
    setState(blind(reason, detail));
    show({ ...emptyScene, kind: reason === 'loading' ? 'loading' : 'blind', reason });
  }
  /** The one guard around all that the page or the clock makes us do. */
  function guarded<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      setState(blind('adapter-broken', error instanceof Error ? error.message.slice(0, 200) : null));
      if (++faults >= mostFaults) watch?.stop();
      return undefined;
    }
  }

  const subjectsOf = ({ ids }: Sight): (string | null)[] => ids.map(known.subjectOf);
  /** All that was found of what the page shows; put together only when somebody asks. */
  function findings(): Finding[] {
    const subjects = new Set(sight && !sight.isAlone ? subjectsOf(sight) : answered);
    return [...subjects].flatMap((subject) => (subject === null ? [] : known.findingsOf(subject)));
  }

  function paint(): void {
    if (!sight) return;
    const { page, seen, isAlone } = sight;
    const subjects = subjectsOf(sight);
    const isTold = subjects.length === 0 || subjects.some((subject) => subject !== null);
    const form = page.kind === 'form' ? (subjects[0] ?? null) : null;
    const scene = isTold ? sceneOf(foundOn(page, seen, subjects), known.of, form) : emptyScene;
    show(isAlone ? { ...scene, kind: 'seen', findings: findings() } : scene);
  }

  function cannotSee(reason: BlindReason, detail: string | null): void {
    const isElsewhere = reason === 'unknown-page' && brief?.platform.id !== recognised;
    const left = isElsewhere ? 0 : blindness.left(reason);
    if (left > 0) {
      lookIn(left + 20);
      return;
    }
    if (reason === 'loading') lookIn(lookAgain);
    // Its own responses may still say what the page no longer shows where it did: counted, with no place to stand.
    if (sight === null && state.kind === 'seen' && (reason === 'rows-missing' || reason === 'field-missing')) {
      show({ ...emptyScene, kind: 'seen', findings: findings() });
      return;
    }
    sight = null;
    sights.forget();
    showBlind(isElsewhere ? reason : blindness.why(reason), detail);
  }

  function read(): void {
    if (!brief || isOpening || document.visibilityState !== 'visible') return;
    const reading = readPage(brief, strange);
    const isSettled = 'seen' in reading || blindness.isSettled;
    const isOther = 'reason' in reading && (reading.reason === 'not-this-platform' || reading.reason === 'signed-out');
    if (reading.page && isSettled && !isOther) responses.tell(brief, reading.page, 'seen' in reading && reading.isAlone === true);
    if (!('seen' in reading)) {
      cannotSee(reading.reason, reading.detail);
      return;
    }
    blindness.end();
    const isSame = sight !== null && isSameSight(sight, reading);
    sight = reading;
    if (isSame) layer.setStale(new Set());
    else if (!sight.isAlone || state.kind === 'seen') paint();
    if (!sight.isAlone) {
      sights.tell(sight);
      return;
    }
    const lack = responses.lack();
    if (!lack) return;
    if (lack.ms > 0) lookIn(lack.ms + 20);
    if (state.kind !== 'seen') showBlind(lack.reason, null);
  }

  /** `ids`: what the rows showed; null = the answer is to a response, which has rows of its own. */
  function onAnswer(answer: PageObservedAnswer, ids: readonly (string | null)[] | null): void {
    if (!answer.ok) {
      sights.refused();
      showBlind(answer.reason, answer.detail);
      return;
    }
    if (brief) brief = { ...brief, texts: { ...brief.texts, ...answer.texts } };
    // Where the page shows only which record stands where, a row's id is the record's own.
    const shown = ids ?? (sight?.isAlone ? answer.byRow.map((subject) => subject?.split('/').slice(2).join('/') ?? null) : []);
    const isNew = known.learn(shown, answer.byRow, answer.found);
    answered = answer.byRow;
    const wasSeen = state.kind === 'seen';
    // What the page shows decides how many rows there are; its responses add what they know of them.
    const next = ids === null && state.kind === 'seen' && sight && !sight.isAlone ? state : answer.state;
    setState({ ...next, detail: layer.isGone ? 'hidden by page' : null, seenAt: answer.state.seenAt });
    if (isNew || !wasSeen) paint();
    // A response says what is stored; what is being typed is judged anew.
    if (ids === null && sight?.seen.observation.unsaved) {
      sights.forget();
      watch?.ask();
    }
  }

  function onRoute(): void {
    box.leave();
    const page = brief && pageAt(brief);
    if (!page || page !== sight?.page) known.forget();
    sight = null;
    sights.forget();
    responses.leave();
    blindness.end();
    showBlind('loading', null);
    if (!page && brief?.platform.id !== recognised) void open();
  }

  /** Asks who we are here, and how to see the page at this address. */
  async function open(anew = false): Promise<void> {
    isOpening = true;
    const answer = (await send({ type: 'page.opened', url: location.href }).catch(() => undefined)) as PageOpenedAnswer | undefined;
    isOpening = false;
    if (ctx.isInvalid) return;
    if (!answer?.ok) {
      setState(blind(answer?.reason ?? 'store-blocked', null));
      return;
    }
    const { pages, texts } = answer.brief;
    brief = { ...answer.brief, pages: anew ? pages : [...pages, ...(brief?.pages ?? [])], texts: { ...brief?.texts, ...texts } };
    if (document.readyState === 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
    if (ctx.isInvalid) return;
    watch ??= watchPage({
      ctx,
      read: () => void guarded(read),
      rows: () => sight?.rows ?? new Set(),
      onStale: (rows) => void guarded(() => layer.setStale(rows)),
      onRoute: () => void guarded(onRoute),
    });
    watch.ask();
  }
  void open();
  return {
    get state(): PageState {
      if (state.kind === 'blind' && document.visibilityState !== 'visible') return { ...state, reason: 'hidden' };
      return state.kind === 'seen' ? { ...state, findings: findings(), recognition: sight?.recognition } : state;
    },
    jump: (subject: string, field: string): boolean => guarded(() => layer.jump(subject, field)) ?? false,
    wake: (): void => watch?.ask(),
    /** What the site is read by has changed. */
    reopen(): void {
      sights.forget();
      void open(true).then(() => watch?.ask());
    },
    stop(): void {
      clearTimeout(timer);
      sights.forget();
      box.leave();
      watch?.stop();
      layer.remove();
      state = { kind: 'elsewhere' };
      tell({ type: 'page.changed' });
    },
  };
}
