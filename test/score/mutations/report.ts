import type { MutationCase } from './run.ts';

const sum = (cases: readonly MutationCase[]) => ({
  cases: cases.length,
  wrong: cases.reduce((all, { wrong }) => all + wrong.length, 0),
  unsure: cases.reduce((all, { unsure }) => all + unsure, 0),
  right: cases.reduce((all, { right }) => all + right, 0),
});
type Sum = ReturnType<typeof sum>;

/** Of what was read before the mutation, the share that still is, and right. */
const share = ({ right, unsure, wrong }: Sum): string =>
  right + unsure + wrong === 0 ? '–' : (right / (right + unsure + wrong)).toFixed(3);
const line = (name: string, all: Sum): string =>
  `${name.padEnd(34)} ${String(all.cases).padStart(5)} ${String(all.right).padStart(7)} ${String(all.unsure).padStart(7)} ${String(all.wrong).padStart(6)} ${share(all).padStart(7)}`;

function table(title: string, cases: readonly MutationCase[], nameOf: (one: MutationCase) => string): void {
  console.log(`\n${title.padEnd(34)} cases   right  unsure  wrong   share`);
  for (const [name, ones] of Map.groupBy(cases, nameOf)) console.log(line(name, sum(ones)));
}

/** Prints what the mutations did, by mutation and by reader; `isWhole`: each wrong value, and each case that lost something. */
export function reportMutations(cases: readonly MutationCase[], isWhole: boolean): Sum {
  for (const reader of new Set(cases.map(({ subject }) => subject.reader))) {
    const own = cases.filter(({ subject }) => subject.reader === reader);
    table(`mutation, ${reader}`, own, ({ mutation }) => `${mutation.id}${mutation.keepsLabels ? '' : ' (labels change)'}`);
  }
  table(
    'reader',
    cases,
    ({ subject, mutation }) => `${subject.reader}${mutation.keepsLabels ? ', labels as they were' : ', labels change'}`,
  );
  for (const { subject, mutation, wrong, unsure } of cases) {
    if (wrong.length > 0 || (isWhole && unsure > 0)) console.log(`${subject.name} ${mutation.id}: ${unsure} unsure, ${wrong.length} wrong`);
    for (const { field, expected, given } of isWhole ? wrong : [])
      console.log(`    wrong ${field}: ${JSON.stringify(expected)} / ${JSON.stringify(given)}`);
  }
  return sum(cases);
}
