import { z } from 'zod';
import type { SeenPlatform } from '@/lib/adapter/seen';
import type { Lesson } from '@/lib/domain/lesson';
import { type BlindReason, Observation } from '@/lib/domain/observation';
import type { AdapterPage, Platform } from '@/lib/domain/platform';
import type { Packed } from '@/lib/layer/packed';
import type { Look } from '@/lib/pipeline';

/** Where the chip stands. */
export const LayerPlace = z.strictObject({
  corner: z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right']),
  collapsed: z.boolean(),
});
export type LayerPlace = z.infer<typeof LayerPlace>;

/**
 * All messages, one table. Content scripts report pages and read verdicts, nothing else: the log, tokens and settings
 * are out of their reach. Sender class and origin are checked at the one door (lib/extension/door.ts) before the schema.
 *
 *   content → background   page.opened     who am I on, which pages are known here
 *   content → background   page.observed   this is on screen → findings
 *   content → background   page.answered   the page's own response, pruned → findings; null where it is not of this page
 *   content → background   layer.placed    where the user put the chip
 *   content → background   page.blind      nothing is found where it was → why, as far as the page's own words say
 *   content → background   page.strange    no adapter knows this page: put the recogniser into it
 *   content → background   layer.touched   a person reaches for the layer: put its hands into this page → its texts
 *   content → panel        page.changed    the state of my tab changed (broadcast; the background lets it pass)
 *   panel   → content      page.state      what do you show (tabs.sendMessage)
 *   panel   → content      page.jump       focus this record's field
 *   panel   → content      page.taught     the site's labels mean something else now: read it anew
 *   back    → content      page.reset      this site was switched off
 */
export const toBackground = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('page.opened'), url: z.url() }),
  z.strictObject({
    type: z.literal('page.observed'),
    // What a person hands over as a file comes from our own screen, never from a page.
    observation: Observation.refine(({ source }) => source !== 'file'),
  }),
  z.strictObject({
    type: z.literal('page.answered'),
    url: z.url(),
    at: z.iso.datetime(),
    /** As the page shows it, for a response does not say whose it is. */
    account: z.string(),
    page: z.string(),
    /** Which of the page's declared responses. */
    response: z.int().min(0),
    payload: z.json(),
  }),
  z.strictObject({ type: z.literal('layer.placed'), place: LayerPlace }),
  z.strictObject({ type: z.literal('page.blind'), url: z.url() }),
  z.strictObject({ type: z.literal('page.strange') }),
  z.strictObject({ type: z.literal('layer.touched') }),
  /** `ms`: what reading and drawing took since the last one. */
  z.strictObject({ type: z.literal('page.changed'), ms: z.number().min(0).max(3_600_000).optional() }),
]);
export type ToBackground = z.infer<typeof toBackground>;

export const toContent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('page.state') }),
  z.strictObject({ type: z.literal('page.jump'), subject: z.string(), field: z.string() }),
  z.strictObject({ type: z.literal('page.taught') }),
  z.strictObject({ type: z.literal('page.reset') }),
]);
export type ToContent = z.infer<typeof toContent>;

/** What a content script needs to see: the site's adapter, the texts of the layer, and where its chip was left. */
export interface SiteBrief {
  platform: SeenPlatform & Pick<Platform, 'name' | 'links'>;
  /** How to see the page at the address that was asked for, without its responses, readers and notes; none where the adapter knows no such page. */
  pages: AdapterPage[];
  /** What is known of the labels of a site that no adapter knows. */
  lessons: readonly Lesson[];
  /** Texts of the layer in the chosen language, by key. */
  texts: Record<string, string>;
  locale: string;
  place: LayerPlace | null;
}
export type PageOpenedAnswer = { ok: true; brief: SiteBrief } | { ok: false; reason: BlindReason };
/** All texts of the layer: `handsTexts`. */
export type LayerTouchedAnswer = Record<string, string>;
/** `byRow`: the record in each row of the observation; null where the row gave none. A response that is not of this page: null. */
export type PageObservedAnswer =
  | (Extract<Look, { ok: true }> & {
      /** What was found; `state.findings` is empty. */
      found: Packed;
      /** Words for what fails on a form. */
      texts: Record<string, string>;
    })
  | Extract<Look, { ok: false }>;
