/** A worker that only delivers e-mail: `node child.ts <database url> <smtp port>`. Its parent kills it. */
import pg from 'pg';
import { createLogger } from '../../log/index.ts';
import { createSmtpTransport, startEmailDelivery } from '../index.ts';

const [connectionString, port] = process.argv.slice(2);
startEmailDelivery({
  pool: new pg.Pool({ connectionString, max: 2 }),
  transport: createSmtpTransport({
    host: '127.0.0.1',
    port: Number(port),
    secure: false,
    from: 'Shop <hello@shop.example>',
  }),
  logger: createLogger({ name: 'child', level: 'warn' }),
  pollMs: 20,
  claimMs: 500,
});
