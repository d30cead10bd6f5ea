/** The id in a raw id: itself, or the last segment of the address it stands in (`/admin/products/17?tab=2` → `17`). */
export function rowKey(raw: string): string {
  return raw.trim().split(/[?#]/)[0]?.split('/').filter(Boolean).pop() ?? '';
}
