import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react';
import { Provider } from 'urql';
import { BadInputError } from '../errors.ts';
import type { MerchantGraphClient } from '../options.ts';
import { createCachedClient } from './cache.ts';

const ClientContext = createContext<MerchantGraphClient | undefined>(undefined);

/** Gives every hook below it a client and a cache. Another client means an empty cache: use one per session. */
export function MerchantGraphProvider(props: {
  client: MerchantGraphClient;
  children?: ReactNode;
}): ReactNode {
  const { client, children } = props;
  const cached = useMemo(() => createCachedClient(client), [client]);
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
