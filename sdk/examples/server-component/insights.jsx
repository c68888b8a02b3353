'use client';
import { createMerchantGraph } from '@merchantgraph/sdk';
import { MerchantGraphProvider, useInsightCreated, useInsights } from '@merchantgraph/sdk/react';
import { useState } from 'react';

function List({ merchantId }) {
  const { data, loading } = useInsights({ merchantId, first: 3 });
  useInsightCreated({ merchantId }); // new insights appear in the list
  if (loading) return <p>One moment</p>;
  return (
    <ul>
      {data.nodes.map((insight) => (
        <li key={insight.id}>{insight.title}</li>
      ))}
    </ul>
  );
}

/** The browser has no API key: its session is in cookies. What the server has asked for is there from the start. */
export function Insights({ endpoint, merchantId, preloaded }) {
  const [client] = useState(() => createMerchantGraph({ endpoint, session: 'cookie' }));
  return (
    <MerchantGraphProvider client={client} preloaded={preloaded}>
      <List merchantId={merchantId} />
    </MerchantGraphProvider>
  );
}
