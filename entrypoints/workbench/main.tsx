import { useSyncExternalStore } from 'react';
import { StoreGate } from '@/components/store-gate';
import { sectionAt, WorkbenchFrame } from '@/components/workbench/workbench-frame';
import { openStore } from '@/lib/store/write';
import { startScreen } from '../screen/start-screen';
import { Files } from './files';
import { Journal } from './journal';
import { Keeping } from './keeping';
import { Connection, Data, Language, Sites, TodayAll } from './sections';
import { TeamAll } from './team';

const onHash = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

function Workbench() {
  const { section, start } = sectionAt(useSyncExternalStore(onHash, () => location.hash));
  return (
    <StoreGate open={openStore} hasWayOut={section === 'keeping'}>
      <WorkbenchFrame section={section}>
        {section === 'today' && <TodayAll />}
        {section === 'journal' && <Journal />}
        {section === 'sites' && <Sites start={start} />}
        {section === 'files' && <Files />}
        {section === 'data' && <Data />}
        {section === 'keeping' && <Keeping />}
        {section === 'connection' && <Connection />}
        {section === 'team' && <TeamAll />}
        {section === 'language' && <Language />}
      </WorkbenchFrame>
    </StoreGate>
  );
}

startScreen(<Workbench />);
