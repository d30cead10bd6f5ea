type Texts = Readonly<Record<string, string>>;

const resting = /^(layer\.[^.]+|severity\..+)$/;
const spoken = /^(layer|cannotSee|unknown|severity)\.|^check\.[^.]+\.(name|fail|fix|example|clause)$/;

/** A ledger's figure is none that the page shows: in a page the check's name stands for its sentence. */
function only(texts: Texts, isWanted: (key: string) => boolean): Record<string, string> {
  const chosen = Object.entries(texts).filter(([key]) => isWanted(key));
  return Object.fromEntries(
    chosen.map(([key, text]) => [key, text.includes('{ledger}') ? (texts[key.replace('.fail', '.name')] ?? '') : text]),
  );
}

/**
 * The texts that the layer shows at rest, and no others: each byte of them goes into somebody else's page.
 * `marked`: checks that a form shows in words beside its fields.
 */
export function layerTexts(texts: Texts, marked: readonly string[]): Record<string, string> {
  const checks = new Set(marked.map((check) => `check.${check}.fail`));
  return only(texts, (key) => resting.test(key) || checks.has(key));
}

/** All texts of the layer: what its cards and its menu say once a person reaches for it. */
export const handsTexts = (texts: Texts): Record<string, string> => only(texts, (key) => spoken.test(key));
