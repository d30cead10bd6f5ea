/** The shop's colour as a bar before its name. `backgroundColor`, not `background`: a colour out of the log must never load a picture. */
export function ShopMark({ colour }: { colour: string }) {
  return <span aria-hidden="true" style={{ width: 4, height: 16, borderRadius: 2, flex: 'none', backgroundColor: colour }} />;
}
