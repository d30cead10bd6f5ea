import type { ComponentProps } from 'react';
import { Skeleton } from '@/components/skeleton';
import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import type { ShopRow, SiteRow } from '@/lib/store/view';
import { ConnectSite } from './connect-site';
import { SiteList } from './site-list';

type Form = ComponentProps<typeof ConnectSite>;
type List = ComponentProps<typeof SiteList>;
export type SitesProps = Omit<Form, 'shops' | 'connected'> &
  Omit<List, 'sites' | 'shops'> & {
    /** undefined = not read yet. */
    sites: readonly SiteRow[] | undefined;
    shops: readonly ShopRow[] | undefined;
  };

export function SitesSection({ sites, shops, ...rest }: SitesProps) {
  const { t } = useWords();
  if (!sites || !shops) return <Skeleton lines={4} />;
  return (
    <>
      <Part title={t('site.listTitle')} about={t('site.listAbout')}>
        <SiteList sites={sites} shops={shops} {...rest} />
      </Part>
      <Part title={t('site.connectTitle')} about={t('site.connectAbout')}>
        <ConnectSite key={rest.start} shops={shops} connected={sites.map(({ origin }) => origin)} {...rest} />
      </Part>
    </>
  );
}
