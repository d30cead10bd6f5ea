import { useLiveQuery } from 'dexie-react-hooks';
import { ConnectionSection } from '@/components/connection/connection-section';
import { DataSection } from '@/components/data/data-section';
import { LanguageSection } from '@/components/language/language-section';
import { SitesSection } from '@/components/sites/sites-section';
import { useWords } from '@/components/words';
import { TodaySection } from '@/components/workbench/today-section';
import { likelyPlatform } from '@/lib/adapter/likely';
import { loadAdapters } from '@/lib/adapter/load';
import { connectApi, disconnectApi } from '@/lib/extension/connect-api';
import { connect, disconnect } from '@/lib/extension/connect-site';
import { askForOrigin } from '@/lib/extension/origins';
import { noteSentinel } from '@/lib/extension/store-guard';
import { syncNow } from '@/lib/extension/sync';
import { roleName } from '@/lib/playbook/load';
import { exportAll, forgetSite, setLocale } from '@/lib/store/act';
import { siteCosts } from '@/lib/store/cost';
import { orgKey, setOrgKey } from '@/lib/store/customer';
import { getMeta } from '@/lib/store/database';
import { ledgerSizes, notes as readNotes, shops as readShops, sites as readSites, syncView } from '@/lib/store/read';
import { locales } from '@/lib/text/text';
import { useToday } from '../screen/use-today';
import { useFileClient } from './files';

const platforms = [...loadAdapters().platforms.values()].map(({ platform }) => platform);

export function TodayAll() {
  const shops = useLiveQuery(readShops);
  return <TodaySection {...useToday(shops?.[0]?.id ?? null, undefined, 500)} />;
}

export function Sites({ start }: { start: string }) {
  const sites = useLiveQuery(readSites);
  const shops = useLiveQuery(readShops);
  const costs = useLiveQuery(() => siteCosts(new Date()));
  return (
    <SitesSection
      sites={sites}
      shops={shops}
      platforms={platforms}
      guess={likelyPlatform}
      start={start}
      onConnect={connect}
      onDisconnect={disconnect}
      costs={costs}
      onForget={forgetSite}
      onReconnect={(site) => connect({ ...site, isGuess: false, shop: { id: site.shop } })}
    />
  );
}

export function Data() {
  const shops = useLiveQuery(readShops);
  const notes = useLiveQuery(readNotes);
  const ledgers = useLiveQuery(ledgerSizes) ?? [];
  const client = useFileClient();
  const open = (file: File) => client.open(file, file.name, new AbortController().signal);
  const load = async (shop: string) => {
    const loaded = await client.loadLedger(shop);
    if (loaded.ok) await noteSentinel();
    return loaded;
  };
  return <DataSection shops={shops} notes={notes} ledgers={ledgers} onOpen={open} onLoad={load} onExport={exportAll} />;
}

export function Connection() {
  const { locale } = useWords();
  const api = useLiveQuery(() => getMeta('api'));
  const sync = useLiveQuery(syncView);
  const key = useLiveQuery(() => getMeta('orgKey'));
  const shown = api && { ...api, role: roleName(api.role, locale) };
  return (
    <ConnectionSection
      api={shown}
      sync={sync}
      orgKey={key ?? undefined}
      onConnect={async (asked) =>
        (await askForOrigin(new URL(asked.url).origin)) ? connectApi(asked) : { ok: false, code: 'permission-refused' }
      }
      onDisconnect={disconnectApi}
      onSyncNow={syncNow}
      onSetOrgKey={setOrgKey}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
    />
  );
}

export function Language() {
  const chosen = useLiveQuery(async () => {
    const kept = await getMeta('locale');
    return locales.find((locale) => locale === kept) ?? ('auto' as const);
  });
  return <LanguageSection chosen={chosen} onChoose={setLocale} />;
}

/** The key is made when somebody first looks for it. */
void orgKey();
