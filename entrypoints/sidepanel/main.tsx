import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { PanelScreen } from '@/components/panel/panel-screen';
import { StoreGate } from '@/components/store-gate';
import { jump, openRecord, reload, stepTo, teach } from '@/lib/extension/tabs';
import { metrics } from '@/lib/metrics/load';
import { behind, figures as readFigures, shops as readShops, rowsOf, trend } from '@/lib/store/read';
import { openStore } from '@/lib/store/write';
import { startScreen } from '../screen/start-screen';
import { useTabState } from '../screen/use-tab-state';

const days = 14;

function Panel() {
  const tab = useTabState();
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
      onStep={(step) => void (step === 'reload' ? reload(tab?.tabId ?? null) : stepTo(tab?.tabId ?? null))}
    />
  );
}

startScreen(
  <StoreGate open={openStore}>
    <Panel />
  </StoreGate>,
);
