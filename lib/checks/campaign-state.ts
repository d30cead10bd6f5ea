import type { Campaign } from '@/lib/domain/record';

/** Where a campaign stands; null = cannot be told. `left-on`: over, but its switch is still on. */
export type CampaignState = 'planned' | 'running' | 'ended' | 'left-on' | 'off';

/**
 * Status and dates must be read together: a campaign that is over still says "enabled". `now` ISO UTC.
 * Times are compared as times: as texts, `10:00Z` sorts behind `10:00:30.000Z`.
 */
export function campaignState(campaign: Campaign, now: string): CampaignState | null {
  const { enabled, startsAt, endsAt } = campaign;
  if (typeof enabled !== 'boolean' || startsAt === undefined || endsAt === undefined) return null;
  const starts = startsAt === null ? Number.NEGATIVE_INFINITY : Date.parse(startsAt);
  const ends = endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsAt);
  if (Number.isNaN(starts) || Number.isNaN(ends)) return null;
  const at = Date.parse(now);
  if (ends <= at) return enabled ? 'left-on' : 'ended';
  if (!enabled) return 'off';
  return starts > at ? 'planned' : 'running';
}
