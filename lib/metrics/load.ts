import type { Metric } from '@/lib/domain/metric';

const files = import.meta.glob<Metric>(['./*.ts', '!./load.ts'], { eager: true, import: 'default' });
const order = ['completeness', 'open-tasks', 'overdue-tasks', 'stock-agreement', 'low-stock', 'campaigns', 'waiting-customers'];

/** All metrics by id, in the order they are shown. */
export const metrics: ReadonlyMap<string, Metric> = new Map(
  Object.values(files)
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map((metric) => [metric.id, metric]),
);
