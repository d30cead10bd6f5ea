import { TaughtList } from '@/components/page/taught-list';
import { TeachCard } from '@/components/page/teach-card';
import { type PanelProps, PanelScreen } from '@/components/panel/panel-screen';
import type { PageState } from '@/lib/domain/page-state';
import { behindRows, fewFigures, figures, suspectFigures, trends, unknownFigures } from '../fixture-figures';
import { beside, blind, pages } from '../fixture-pages';
import { longShop, shops } from '../fixture-sites';
import { taughtViews, teachStates, tried, triedInVain } from '../fixture-taught';

const nothing = () => undefined;

function Panel({ page, ...more }: Partial<PanelProps> & { page: PageState | undefined }) {
  return (
    <PanelScreen
      shops={shops.slice(0, 1)}
      shop="main"
      page={page}
      figures={figures}
      trends={trends}
      loadBehind={() => Promise.resolve(behindRows)}
      onChooseShop={nothing}
      onOpenUrl={nothing}
      onCopyText={nothing}
      onCopyPicture={nothing}
      onJump={nothing}
      onStep={nothing}
      onTeach={nothing}
      onAccept={nothing}
      {...more}
    />
  );
}

const teachActions = { start: nothing, choose: nothing, name: nothing, drop: nothing, save: nothing, leave: nothing };
const taughtActions = { onTry: nothing, onApprove: nothing, onWithdraw: nothing, onAsk: nothing, onExport: nothing, onImport: nothing };
interface Taught {
  state: keyof typeof teachStates;
  taught?: keyof typeof taughtViews;
  trial?: typeof tried | typeof triedInVain | null;
}
/** A page that nothing recognises, and the lesson about it. */
const lesson = ({ state, taught = 'none', trial = null }: Taught, page: PageState = blind('unknown-page')) => (
  <Panel
    page={page}
    lesson={
      <>
        <TeachCard state={teachStates[state]} actions={teachActions} />
        <TaughtList taught={taughtViews[taught]} tried={trial} {...taughtActions} />
      </>
    }
  />
);
const outgrown: PageState = {
  kind: 'blind',
  reason: 'adapter-broken',
  platform: 'recognised',
  page: taughtViews.team[0].page.id,
  detail: 'id',
  seenAt: '2026-11-24T06:19:00.000Z',
};

/** States whose name begins with `shop` are on the second tab. */
export const panelStates = {
  normal: () => <Panel page={pages.needs} />,
  recognised: () => <Panel page={pages.recognised} />,
  'teach-start': () => lesson({ state: 'start' }),
  'teach-choosing': () => lesson({ state: 'choosing' }),
  'teach-pointing': () => lesson({ state: 'pointing' }),
  'teach-naming': () => lesson({ state: 'naming' }),
  'teach-naming-long': () => lesson({ state: 'naming-long' }),
  'teach-found-some': () => lesson({ state: 'found-some' }),
  'teach-conflict': () => lesson({ state: 'conflict' }),
  'teach-no-id': () => lesson({ state: 'no-id' }),
  'teach-page-left': () => lesson({ state: 'page-left' }),
  'teach-saved': () => lesson({ state: 'saved', taught: 'draft' }),
  'teach-waiting': () => lesson({ state: 'start', taught: 'waiting' }),
  'teach-review': () => lesson({ state: 'start', taught: 'review' }),
  'teach-reviewing': () => lesson({ state: 'start', taught: 'review', trial: tried }),
  'teach-reviewing-vain': () => lesson({ state: 'start', taught: 'review', trial: triedInVain }),
  'teach-team': () => lesson({ state: 'start', taught: 'team' }),
  'teach-outgrown': () => lesson({ state: 'start', taught: 'team' }, outgrown),
  drifted: () => <Panel page={pages.drifted} beside={beside} />,
  'drifted-reading': () => <Panel page={pages.drifted} />,
  'drifted-nothing': () => <Panel page={pages.drifted} beside={null} />,
  loading: () => <Panel page={undefined} />,
  fine: () => <Panel page={pages.fine} />,
  'fine-but-unseen': () => <Panel page={pages.fineButUnseen} />,
  unseen: () => <Panel page={pages.unseen} />,
  unsaved: () => <Panel page={pages.unsaved} />,
  'empty-list': () => <Panel page={pages.emptyList} />,
  elsewhere: () => <Panel page={pages.elsewhere} />,
  'no-permission': () => <Panel page={blind('not-connected')} />,
  'wrong-shop': () => <Panel page={blind('other-shop', 'Outlet 渠道')} />,
  'rows-missing': () => <Panel page={blind('rows-missing')} />,
  long: () => <Panel page={pages.long} />,
  many: () => <Panel page={pages.many} />,
  'shop-normal': () => <Panel page={pages.needs} start="shop" shops={shops} />,
  'shop-loading': () => <Panel page={undefined} start="shop" figures={undefined} trends={{}} />,
  'shop-first-run': () => <Panel page={blind('not-connected')} start="shop" shops={[]} />,
  'shop-unknown': () => <Panel page={pages.elsewhere} start="shop" figures={unknownFigures} trends={{}} />,
  'shop-suspect': () => <Panel page={pages.needs} start="shop" figures={suspectFigures} />,
  'shop-few': () => <Panel page={pages.needs} start="shop" figures={fewFigures} shops={[longShop]} />,
  'shop-fault': () => <Panel page={pages.needs} start="shop" loadBehind={() => Promise.reject(new Error('closed'))} />,
};
