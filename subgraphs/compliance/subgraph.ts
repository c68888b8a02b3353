import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Database } from '#prisma/database.ts';
import { AuditEntryResolver, MerchantAuditResolver } from './audit/audit.resolver.ts';
import { createAuditService } from './audit/audit.service.ts';
import { Merchant } from './audit/audit.type.ts';

/** The key alone tells nothing, so it is not looked up: the fields on it check access. */
const merchantOf: ReferenceResolver = ({ id }) => Object.assign(new Merchant(), { id });

/** The audit log. The worker fills it through the consumer in index.ts. */
export function createComplianceSubgraph(deps: { db: Pick<Database, 'app'> }): Subgraph {
  const audit = createAuditService(deps);
  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [new MerchantAuditResolver(audit), new AuditEntryResolver(audit)],
    references: {
      Merchant: merchantOf,
      AuditEntry: ({ id }, context) => audit.byId(context, id),
    },
  });
  return { name: 'compliance', schema, sdl, close: () => Promise.resolve() };
}
