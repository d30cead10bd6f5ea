import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Metric } from '../lib/domain/metric.ts';

const folder = fileURLToPath(new URL('../lib/metrics', import.meta.url));

/** Every metric, found by its file, as the extension finds them. */
export async function readMetrics(): Promise<ReadonlyMap<string, Metric>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'load.ts');
  const files = await Promise.all(names.map((name): Promise<{ default: Metric }> => import(pathToFileURL(`${folder}/${name}`).href)));
  return new Map(files.map(({ default: metric }) => [metric.id, metric]));
}
