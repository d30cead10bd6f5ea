import type { ReactNode } from 'react';
import { panelStates } from './panel-states';
import { popupStates } from './popup-states';
import { workbenchStates } from './workbench-states';

/** Each screen's states by name: what the harness shows, the camera takes and the tests walk. */
export const states: Record<string, Record<string, () => ReactNode>> = {
  popup: popupStates,
  panel: panelStates,
  workbench: workbenchStates,
};
