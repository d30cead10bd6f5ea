import { useLiveQuery } from 'dexie-react-hooks';
import { KeepingSection } from '@/components/keeping/keeping-section';
import { type RestoreCode, restoreCodes } from '@/components/keeping/restore';
import { canChooseFolder, chooseFolder, inspectBackup, makeBackup, noteBackup, restoreBackup, setUpBackup } from '@/lib/extension/backup';
import { refill } from '@/lib/extension/store-guard';
import { syncNow } from '@/lib/extension/sync';
import { keepingView } from '@/lib/store/keeping-view';
import { rejectedRows } from '@/lib/store/read';
import { sweep } from '@/lib/store/sweep';

/** The code of an error that has a sentence. */
function codeOf(error: unknown): RestoreCode | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return restoreCodes.find((each) => each === code) ?? null;
}

export function Keeping() {
  const view = useLiveQuery(keepingView);
  const rejected = useLiveQuery(rejectedRows);
  return (
    <KeepingSection
      view={view}
      rejected={rejected}
      onSyncNow={syncNow}
      onRefill={refill}
      onCheck={async (work) => ({ found: (await sweep(work)).length })}
      onSetUp={setUpBackup}
      onMake={makeBackup}
      onMade={() => noteBackup()}
      onChooseFolder={canChooseFolder() ? chooseFolder : undefined}
      onInspect={async (file) => {
        try {
          const { madeAt, orgName } = await inspectBackup(file);
          return { ok: true, facts: { madeAt, orgName } };
        } catch (error) {
          return { ok: false, code: codeOf(error) ?? 'not-a-backup' };
        }
      }}
      onRestore={async (file, passphrase, work) => {
        try {
          return { ok: true, ...(await restoreBackup(file, passphrase, work)) };
        } catch (error) {
          const code = codeOf(error);
          if (code === null) throw error;
          return { ok: false, code };
        }
      }}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
    />
  );
}
