import type { Transaction } from '#prisma/database.ts';

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'merchant';

/**
 * A short name for a new merchant that no other has; a taken one gets a number. Others wait for this transaction when
 * they look for one from the same name.
 * @param tx of role `mg_auth`
 */
export async function freeSlug(tx: Transaction, name: string): Promise<string> {
  const base = slugOf(name);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`users.slug:${base}`}, 0))`;
  const rows = await tx.merchant.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  let slug = base;
  for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
  return slug;
}
