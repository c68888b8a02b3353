import { createContext, createElement, type ReactNode, useContext, useMemo, useRef } from 'react';
import { Provider } from 'urql';
import { BadInputError } from '../errors.ts';
import type { MerchantGraphClient } from '../options.ts';
import { createCachedClient } from './cache.ts';
import type { Preloaded } from './server.ts';

const ClientContext = createContext<MerchantGraphClient | undefined>(undefined);

/** Gives every hook below it a client and a cache. Another client means an empty cache: use one per session. */
export function MerchantGraphProvider(props: {
  client: MerchantGraphClient;
  /** What `preload` has asked for on the server. */
  preloaded?: Preloaded;
  children?: ReactNode;
}): ReactNode {
  const { client, preloaded, children } = props;
  const start = useRef(preloaded);
  const cached = useMemo(() => createCachedClient(client, start.current), [client]);
  return createElement(
    ClientContext,
    { value: client },
    createElement(Provider, { value: cached }, children),
  );
}

/** The client the provider was given, for operation functions and `paginate`. */
export function useMerchantGraph(): MerchantGraphClient {
  const client = useContext(ClientContext);
  if (!client) throw new BadInputError('Wrap the application in <MerchantGraphProvider client={...}>.');
  return client;
}
