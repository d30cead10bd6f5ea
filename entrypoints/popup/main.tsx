import { useLiveQuery } from 'dexie-react-hooks';
import { PopupScreen } from '@/components/popup/popup-screen';
import { StoreGate } from '@/components/store-gate';
import { openPanel, openWorkbench, reload, stepTo } from '@/lib/extension/tabs';
import { shops as readShops, syncView } from '@/lib/store/read';
import { openStore } from '@/lib/store/write';
import { startScreen } from '../screen/start-screen';
import { useTabState } from '../screen/use-tab-state';
import { useToday } from '../screen/use-today';

function Popup() {
  const tab = useTabState();
  const shops = useLiveQuery(readShops);
  const sync = useLiveQuery(syncView);
  const shop = tab?.state.kind === 'seen' ? tab.state.shop : (shops?.[0]?.id ?? null);
  const { today, entry } = useToday(shop, () => void openWorkbench('today'));
  return (
    <PopupScreen
      shops={shops}
      sync={sync}
      page={tab?.state}
      today={today}
      entry={entry}
      onLook={() => void openPanel()}
      onStep={(step) => void (step === 'reload' ? reload(tab?.tabId ?? null) : stepTo(tab?.tabId ?? null))}
      onSync={() => void openWorkbench('connection')}
    />
  );
}

startScreen(
  <StoreGate open={openStore}>
    <Popup />
  </StoreGate>,
);
