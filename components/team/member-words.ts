import type { Member } from '@/lib/domain/team';
import type { ShopRow } from '@/lib/store/view';

/** A role as screens name it, in the reader's language. */
export interface RoleWords {
  id: string;
  name: string;
  shops: 'none' | 'limitable' | 'all';
  /** The one who is signed in may make and manage members of it. */
  managed: boolean;
}

/** Role, shops and standing of a member, in words. */
export function memberWords(
  member: Member,
  roles: readonly RoleWords[],
  shops: readonly ShopRow[],
  t: (key: string, params?: Record<string, string | number>) => string,
): string {
  const role = roles.find(({ id }) => id === member.role);
  const names = member.shops?.map((id) => shops.find((shop) => shop.id === id)?.name ?? id) ?? [];
  const limited = role?.shops !== 'all' && member.shops !== null;
  const reads =
    role?.shops === 'none' || (limited && names.length === 0)
      ? t('team.shops.none')
      : limited
        ? names.join(t('list.comma'))
        : t('team.shops.all');
  const standing = member.disabled ? [t('team.disabled')] : member.joined ? [] : [t('team.invited')];
  return [role?.name ?? member.role, reads, ...standing].join(' · ');
}
