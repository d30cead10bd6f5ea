import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { FileSection } from '@/components/files/file-section';
import { noteSentinel } from '@/lib/extension/store-guard';
import { shops as readShops } from '@/lib/store/read';
import { FileClient } from './file-client';

/** A worker of its own for a section, ended with it. */
export function useFileClient(): FileClient {
  const [client] = useState(() => new FileClient());
  useEffect(() => () => client.close(), [client]);
  return client;
}

export function Files() {
  const shops = useLiveQuery(readShops);
  const client = useFileClient();
  return (
    <FileSection
      shops={shops}
      onOpen={(file, { signal }, encoding) => client.open(file, file.name, signal, encoding)}
      onImport={async (into, mapping, work) => {
        const report = await client.takeIn(into, mapping, work);
        if (report) await noteSentinel();
        return report;
      }}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
    />
  );
}
