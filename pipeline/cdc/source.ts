import pg from 'pg';

/** A connection that reads `commerce` as replication prints it: values as text, instants in UTC. */
export async function openSource(connectionString: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: name,
    options: '-c timezone=UTC -c datestyle=ISO',
    types: { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
