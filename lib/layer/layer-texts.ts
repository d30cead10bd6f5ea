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

/** The texts that the layer shows at rest, and no others: each byte of them goes into somebody else's page. */
export const layerTexts = (texts: Texts): Record<string, string> => only(texts, (key) => resting.test(key));

/** What the marks of a form say of the checks that fail there. */
export function markTexts(texts: Texts, failing: readonly string[]): Record<string, string> {
  const keys = new Set(failing.map((check) => `check.${check}.fail`));
  return only(texts, (key) => keys.has(key));
}

/** All texts of the layer: what its cards and its menu say once a person reaches for it. */
export const handsTexts = (texts: Texts): Record<string, string> => only(texts, (key) => spoken.test(key));
