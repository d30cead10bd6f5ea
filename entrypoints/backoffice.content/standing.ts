/** A page draws itself in steps (ms): what is half drawn is not told; what never rests is told at last. */
const rest = 150;
const longest = 1000;
/** The name of the account changes before the rows do (ms): until then they would be taken for the other account's. */
const switching = 1000;

/** Tells how long (ms) what a page says has still to stand before it is believed; 0 = it stands. */
export function standing() {
  let said = { text: '', account: null as string | null, at: 0, moving: 0 };
  return (text: string, account: string | null, now: number): number => {
    if (text !== said.text) {
      const isResting = said.text === '' || now - said.at > rest;
      said = { ...said, text, at: now, moving: isResting ? now : said.moving };
    }
    const isOther = said.account !== null && account !== said.account;
    const until = isOther ? said.at + switching : Math.min(said.at + rest, said.moving + longest);
    if (until <= now) said.account = account;
    return Math.max(0, until - now);
  };
}
