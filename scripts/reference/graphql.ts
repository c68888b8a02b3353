import type { Example } from '../../gateway/examples.ts';
import { BANNER, page } from './markdown.ts';

/** The ten most wanted operations, for people who explore. */
export function graphqlPage(examples: readonly Example[]): string {
  return page(
    BANNER,
    '# Ten operations to begin with',
    'Open the GraphQL address that `npm start` prints in a browser: Apollo Sandbox opens with all of these. Paste the printed API key into the `Authorization` header there (`Bearer mg_...`), choose one and run it. From a shell the same is:',
    '```sh\ncurl http://127.0.0.1:4000/graphql -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" \\\n  -d \'{"query":"{ currentApiKey { name merchant { id slug } } }"}\'\n```',
    'Variables, with the demo merchant: `{ "merchant": "harbour-lane", "from": "2026-10-01", "to": "2026-10-31" }`. `merchant` is an id or a slug; days are the merchant\'s own and both ends belong to the period; money is text with four decimals. When something fails, the error carries `extensions.documentation`, which explains its code ([all of them](errors.md)). Every operation, with what it needs: [the reference](reference/README.md).',
    ...examples.map(({ title, text, document }, index) =>
      page(`## ${index + 1}. ${title}`, text, `\`\`\`graphql\n${document}\n\`\`\``),
    ),
    '# Live',
    'Subscriptions go over a WebSocket at the same address (graphql-transport-ws), with the same header in `connection_init`: `subscription ($merchantId: ID!) { insightCreated(merchantId: $merchantId) { id title } }`. They take `after`, the id of the last one you have seen, and tell what you missed; [subscriptions.md](subscriptions.md) says how a client goes on that has seen none yet.',
  );
}
