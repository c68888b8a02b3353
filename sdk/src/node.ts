/** The core for Node: the same, with a WebSocket for the versions of Node that have none of their own. */
import { createMerchantGraph as create } from './client.ts';
import type {
  DeprecationNotice,
  MerchantGraphClient,
  MerchantGraphOptions,
  WebSocketConstructor,
} from './options.ts';

export * from './index.ts';

/** Creates a client. It holds no connection until a subscription asks for one. */
export function createMerchantGraph(options: MerchantGraphOptions): MerchantGraphClient {
  const webSocket =
    options.webSocket ??
    (typeof WebSocket === 'undefined'
      ? () => import('ws').then(({ WebSocket: fallback }): WebSocketConstructor => fallback)
      : WebSocket);
  const onDeprecation =
    options.onDeprecation ??
    (({ coordinate, reason, operation }: DeprecationNotice) =>
      // Vite's and others' builds for a browser may take this entry; there is no process there.
      globalThis.process?.emitWarning?.(
        `${coordinate} of the MerchantGraph API is deprecated: ${reason}${operation ? ` (used by ${operation})` : ''}`,
        'DeprecationWarning',
        'MERCHANTGRAPH_DEPRECATED',
      ));
  return create({ ...options, webSocket, onDeprecation });
}
