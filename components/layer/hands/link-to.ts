import type { Spot } from '@/lib/layer/scene';

/**
 * The address where a row's record is edited, built from the adapter's template; null where the adapter knows none, or it is this page.
 * Nothing of the page itself goes into it but the record's id.
 */
export function linkTo({ subject, fields }: Pick<Spot, 'subject' | 'fields'>, links: Readonly<Record<string, string>>): string | null {
  const [, noun = '', ...id] = subject.split('/');
  const template = fields.length === 0 && Object.hasOwn(links, noun) ? links[noun] : undefined;
  if (!template) return null;
  const url = new URL(template.replaceAll('<id>', encodeURIComponent(id.join('/'))), location.origin);
  return url.origin === location.origin && url.pathname !== location.pathname ? url.href : null;
}
