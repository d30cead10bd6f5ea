import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { mayTeach } from '@/components/page/page-words';
import { TaughtList } from '@/components/page/taught-list';
import { TeachCard } from '@/components/page/teach-card';
import { PanelScreen } from '@/components/panel/panel-screen';
import { StoreGate } from '@/components/store-gate';
import { accept, jump, openRecord, reload, stepTo, teach } from '@/lib/extension/tabs';
import { metrics } from '@/lib/metrics/load';
import { behind, figures as readFigures, shops as readShops, rowsOf, trend } from '@/lib/store/read';
import { openStore } from '@/lib/store/write';
import { startScreen } from '../screen/start-screen';
import { useBeside } from '../screen/use-beside';
import { useTabState } from '../screen/use-tab-state';
import { useTaught } from './use-taught';
import { useTeach } from './use-teach';

const days = 14;

function Panel() {
  const tab = useTabState();
  const lesson = useTeach(tab?.tabId ?? null, tab?.state);
  const taught = useTaught(tab?.tabId ?? null, tab?.url ?? null, lesson.showSaved);
  const beside = useBeside(tab);
  const [chosen, setChosen] = useState<string | null>(null);
  const shops = useLiveQuery(readShops);
  const here = tab?.state.kind === 'seen' ? tab.state.shop : null;
  const shop = chosen ?? here ?? shops?.[0]?.id ?? null;
  const figures = useLiveQuery(() => (shop ? readFigures(shop) : []), [shop]);
  const trends = useLiveQuery(async () => {
    if (!shop) return {};
    const rows = await Promise.all([...metrics.keys()].map(async (metric) => [metric, await trend(shop, metric, days)] as const));
    return Object.fromEntries(rows);
  }, [shop]);
  return (
    <PanelScreen
      shops={shops}
      shop={shop}
      page={tab?.state}
      figures={figures}
      trends={trends ?? {}}
      loadBehind={async (metric) => (shop ? behind(await rowsOf(shop, metric)) : [])}
      onChooseShop={setChosen}
      onOpenUrl={(url) => void openRecord(url)}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
      onCopyPicture={(picture) => navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })])}
      onJump={(subject, field) => tab?.tabId != null && void jump(tab.tabId, subject, field)}
      onTeach={(lesson) => tab?.tabId != null && void teach(tab.tabId, lesson)}
      lesson={
        (mayTeach(tab?.state) || lesson.state.kind !== 'off') && (
          <>
            <TeachCard state={lesson.state} actions={lesson.actions} />
            <TaughtList taught={taught.taught} tried={taught.tried} {...taught.actions} />
          </>
        )
      }
      beside={beside}
      onAccept={(alarm) => tab?.tabId != null && void accept(tab.tabId, alarm)}
      onStep={(step) => void (step === 'reload' ? reload(tab?.tabId ?? null) : stepTo(tab?.tabId ?? null))}
    />
  );
}

startScreen(
  <StoreGate open={openStore}>
    <Panel />
  </StoreGate>,
);
