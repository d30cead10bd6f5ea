import { type ReactNode, useState } from 'react';
import type { ConnectCode } from '@/components/connection/connect-api';
import { type ConnectionProps, ConnectionSection } from '@/components/connection/connection-section';
import { type DataProps, DataSection } from '@/components/data/data-section';
import { type JournalProps, JournalSection } from '@/components/journal/journal-section';
import { type KeepingProps, KeepingSection } from '@/components/keeping/keeping-section';
import type { RestoreCode } from '@/components/keeping/restore';
import { LanguageSection } from '@/components/language/language-section';
import { type SitesProps, SitesSection } from '@/components/sites/sites-section';
import { type TeamProps, TeamSection } from '@/components/team/team-section';
import { useWords } from '@/components/words';
import { TodaySection } from '@/components/workbench/today-section';
import { type Section, WorkbenchFrame } from '@/components/workbench/workbench-frame';
import type { TeamProblem } from '@/lib/domain/team';
import { StoreError } from '@/lib/store/store-error';
import type { TodayView } from '@/lib/store/view';
import * as made from '../fixture-sites';
import * as tasks from '../fixture-tasks';
import * as own from '../fixture-team';
import { fileStates, opened, openFile } from './file-states';

const nothing = () => undefined;
const frame = (section: Section, children: ReactNode) => <WorkbenchFrame section={section}>{children}</WorkbenchFrame>;

const today = (view: TodayView | undefined) =>
  frame(
    'today',
    <TodaySection
      today={{ view, actions: { settle: nothing, reopen: nothing, snooze: nothing, open: nothing }, clauseSentence: (id) => id }}
      entry={{ onNote: nothing, onTask: nothing, modifier: 'Ctrl' }}
    />,
  );

function Sites({ sites: start, ...more }: Partial<SitesProps>) {
  const [sites, setSites] = useState(start);
  return (
    <SitesSection
      sites={sites}
      shops={made.shops}
      platforms={made.platforms}
      guess={made.guess}
      start=""
      onConnect={() => Promise.resolve({ ok: false, code: 'permission-refused' })}
      onDisconnect={(origin) => setSites((before) => before?.filter((site) => site.origin !== origin))}
      costs={made.costs}
      onForget={() => undefined}
      onReconnect={(site) => setSites((before) => [...(before ?? []), site])}
      {...more}
    />
  );
}
const sites = (more: Partial<SitesProps>) => frame('sites', <Sites sites={made.sites} {...more} />);

const data = (more: Partial<DataProps>) =>
  frame(
    'data',
    <DataSection
      shops={made.shops}
      notes={made.notes}
      ledgers={[{ shop: 'main', rows: 78 }]}
      onOpen={openFile}
      onLoad={() =>
        Promise.resolve(
          opened.view?.columns.includes('doubled')
            ? { ok: false, problem: { code: 'doubled-sku', params: { line: 14, sku: 'GAP-2' } } }
            : { ok: true, rows: opened.view?.rows ?? 0 },
        )
      }
      onExport={() => Promise.resolve(new Blob(['{}']))}
      {...more}
    />,
  );

const journal = (more: Partial<JournalProps>) =>
  frame(
    'journal',
    <JournalSection
      members={made.journalMembers}
      member="me"
      day="2026-11-24"
      today="2026-11-24"
      view={made.journal}
      fault={null}
      preparing={null}
      onMember={nothing}
      onDay={nothing}
      {...more}
    />,
  );

const keeping = (more: Partial<KeepingProps>, answer: RestoreCode = 'wrong-secret') =>
  frame(
    'keeping',
    <KeepingSection
      view={made.keeping}
      rejected={[]}
      onSyncNow={() => Promise.resolve()}
      onRefill={() => Promise.reject(new Error('closed'))}
      onCheck={() => Promise.resolve({ found: 0 })}
      onSetUp={() => Promise.resolve('H7QK-2MZP-XW4C-9DTB-RN6E-YJ3A')}
      onMake={() => Promise.resolve({ name: 'shop-loupe-2026-11-24.loupe', file: new Blob(['x']) })}
      onMade={() => Promise.resolve()}
      onChooseFolder={() => Promise.resolve('refused')}
      onInspect={() => Promise.resolve({ ok: true, facts: { madeAt: '2026-11-20T10:00:00.000Z', orgName: made.api.orgName } })}
      onRestore={() => Promise.resolve({ ok: false, code: answer })}
      onCopyText={() => Promise.resolve()}
      {...more}
    />,
  );

const connection = (more: Partial<ConnectionProps>, code: ConnectCode = 'wrong-password') =>
  frame(
    'connection',
    <ConnectionSection
      api={null}
      sync={made.syncs.alone}
      orgKey={made.orgKey}
      onConnect={() => Promise.resolve({ ok: false, code })}
      onDisconnect={nothing}
      onSyncNow={() => Promise.reject(new Error('offline'))}
      onSetOrgKey={() => Promise.resolve()}
      onCopyText={() => Promise.resolve()}
      {...more}
    />,
  );

function Team(more: Partial<TeamProps>) {
  const { locale } = useWords();
  return <TeamSection {...own.team} roles={own.rolesFor('admin', locale)} {...more} />;
}
const team = (more: Partial<TeamProps>) => frame('team', <Team {...more} />);
const fails = (code: TeamProblem) => ({
  ownDevices: () => Promise.resolve({ ok: false as const, code }),
  members: () => Promise.resolve({ ok: false as const, code }),
});

export const workbenchStates = {
  today: () => today(tasks.normal),
  'today-many': () => today(tasks.many),
  'today-empty': () => today(tasks.empty),
  sites: () => sites({}),
  'sites-first-run': () => sites({ sites: [], shops: [], start: 'http://127.0.0.1:4390/admin/catalog/products' }),
  'sites-loading': () => sites({ sites: undefined }),
  'sites-unverified': () => sites({ start: 'https://myseller.taobao.com/home.htm/SellManage/all' }),
  'sites-unknown': () => sites({ start: 'https://seller.example.com/goods/list' }),
  'sites-long': () => sites({ shops: [made.longShop], sites: made.sites.map((site) => ({ ...site, account: tasks.longName })) }),
  ...fileStates,
  data: () => data({}),
  keeping: () => keeping({}),
  'keeping-alone': () =>
    keeping({ view: { ...made.keeping, server: null, sync: made.syncs.alone, reachedAt: null, sweptAt: null, backup: null } }),
  'keeping-arriving': () => keeping({ view: { ...made.keeping, history: { done: 24_000, total: 100_000 } }, rejected: made.rejected }),
  'keeping-damaged': () => keeping({ view: { ...made.keeping, damage: ['short', 'checksum'], sync: made.syncs.offline } }),
  'keeping-stale': () =>
    keeping({ view: { ...made.keeping, backup: { lastAt: '2026-10-01T02:00:00.000Z', folder: '店铺备份', problem: 'no-permission' } } }),
  'keeping-signed-out': () => keeping({ view: { ...made.keeping, sync: made.syncs.signedOut } }),
  'keeping-loading': () => keeping({ view: undefined }),
  'data-first-run': () => data({ shops: [], notes: [] }),
  journal: () => journal({}),
  'journal-empty': () => journal({ view: { rows: [], counts: [], coming: null } }),
  'journal-arriving': () => journal({ view: { ...made.journal, coming: { done: 24_000, total: 100_000 } } }),
  'journal-preparing': () => journal({ view: undefined, preparing: { done: 12, total: 100 } }),
  'journal-unreadable': () => journal({ view: undefined, fault: new StoreError('store-damaged') }),
  connection: () => connection({}),
  'connection-blocked': () => connection({}, 'blocked-by-browser'),
  'connection-on': () => connection({ api: made.api, sync: made.syncs.rejected }),
  'connection-offline': () => connection({ api: made.api, sync: made.syncs.offline }),
  'connection-signed-out': () => connection({ api: made.api, sync: made.syncs.signedOut }),
  team: () => team({}),
  'team-first-run': () => team({ members: () => Promise.resolve({ ok: true, value: own.members.slice(0, 1) }) }),
  'team-loading': () => team({ ownDevices: () => new Promise(() => {}), members: () => new Promise(() => {}) }),
  'team-offline': () => team(fails('offline')),
  'team-refused': () => team(fails('not-ours')),
  'team-not-allowed': () => team({ roles: own.rolesFor('specialist') }),
  'team-signed-out': () => team({ standing: { kind: 'signed-out' } }),
  'team-alone': () => team({ standing: { kind: 'alone' } }),
  language: () => frame('language', <LanguageSection chosen="auto" onChoose={nothing} />),
};
