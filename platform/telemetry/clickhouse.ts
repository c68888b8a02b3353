import { failureOf, type Telemetry } from './telemetry.ts';

const MAX_STATEMENT = 2_000;
const TRACED = ['query', 'insert', 'command', 'exec'] as const;

/** A span for every call of a ClickHouse client within a span: statement with placeholders, never parameters or rows. */
export function traceWarehouse<Client extends object>(client: Client, telemetry: Telemetry): Client {
  return new Proxy(client, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (!TRACED.some((traced) => traced === name)) return member.bind(target);
      return async (call: { query?: string; table?: string }) => {
        const span = telemetry.begin(`clickhouse ${String(name)}`, {
          kind: 'client',
          attributes: {
            'db.system': 'clickhouse',
            ...(call.query === undefined
              ? {}
              : { 'db.query.text': call.query.trim().slice(0, MAX_STATEMENT) }),
            ...(call.table === undefined ? {} : { 'db.collection.name': call.table }),
          },
        });
        try {
          const result: unknown = await member.call(target, call);
          span?.end();
          return result;
        } catch (error) {
          span?.end(failureOf(error));
          throw error;
        }
      };
    },
  });
}
