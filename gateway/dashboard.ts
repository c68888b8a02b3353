import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Vite puts files whose names carry a hash of their content here. */
const HASHED = '/assets/';

const DASHBOARD_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // The component library writes its styles at run time.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the dashboard's build at `/`, its index for every path that belongs to its router, and help without a build. */
export async function serveDashboard(app: FastifyInstance, directory: string | undefined): Promise<void> {
  const root = directory === undefined ? undefined : resolve(directory);
  if (root !== undefined) {
    await app.register(fastifyStatic, { root, serve: false, cacheControl: false, dotfiles: 'deny' });
  }

  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request);
    if (path === undefined) return notFound(reply, 'This address');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return notFound(reply, `${request.method} ${path}`);
    if (path.startsWith('/health') || path.startsWith('/graphql') || path.startsWith('/metrics')) {
      return notFound(reply, path);
    }
    const isFile = extname(path) !== '';
    if (root !== undefined && isFile && path !== '/index.html' && existsSync(join(root, path))) {
      const immutable = path.startsWith(HASHED);
      reply.header(
        'cache-control',
        immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      );
      reply.header('content-security-policy', DASHBOARD_POLICY);
      return reply.sendFile(path.slice(1), root);
    }
    if (isFile && path !== '/index.html') return notFound(reply, path);
    if (root === undefined || !existsSync(join(root, 'index.html'))) return notBuilt(reply, path);
    reply.header('cache-control', 'no-cache');
    reply.header('content-security-policy', DASHBOARD_POLICY);
    return reply.sendFile('index.html', root);
  });
}

/** The decoded path, or nothing when it is not one that a file could have. */
function pathOf(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    return path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..') ? path : undefined;
  } catch {
    return undefined;
  }
}

function notFound(reply: FastifyReply, what: string): FastifyReply {
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${what.slice(0, 200)} is not here. The API is at /graphql, the dashboard at /.\n`);
}

function notBuilt(reply: FastifyReply, path: string): FastifyReply {
  return reply
    .code(path === '/' ? 200 : 404)
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    .type('text/html; charset=utf-8')
    .send(NOT_BUILT);
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MerchantGraph</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem}code{background:#eee;padding:.1em .3em}</style>
</head>
<body>
<h1>MerchantGraph is running</h1>
<p>The dashboard has not been built yet. Run <code>npm run build</code> and reload this page; the gateway need not be restarted.</p>
<ul>
<li><a href="/graphql">GraphQL API, with Apollo Sandbox</a></li>
<li><a href="/health/ready">Health</a></li>
<li><a href="/metrics">Metrics</a></li>
</ul>
</body>
</html>
`;
