import { type PanelProps, PanelScreen } from '@/components/panel/panel-screen';
import type { PageState } from '@/lib/domain/page-state';
import { behindRows, fewFigures, figures, trends, unknownFigures } from '../fixture-figures';
import { blind, pages } from '../fixture-pages';
import { longShop, shops } from '../fixture-sites';

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
      {...more}
    />
  );
}

/** States whose name begins with `shop` are on the second tab. */
export const panelStates = {
  normal: () => <Panel page={pages.needs} />,
  recognised: () => <Panel page={pages.recognised} />,
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
  'shop-few': () => <Panel page={pages.needs} start="shop" figures={fewFigures} shops={[longShop]} />,
  'shop-fault': () => <Panel page={pages.needs} start="shop" loadBehind={() => Promise.reject(new Error('closed'))} />,
};
