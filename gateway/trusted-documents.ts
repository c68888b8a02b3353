import { createHash } from 'node:crypto';
import { gatewayError } from './errors.ts';

/** Documents by the SHA-256 of their text, in hexadecimal, as build tools write them. */
export type DocumentManifest = Readonly<Record<string, string>>;

export interface TrustedDocumentsOptions {
  /**
   * - `allow`: a client may send a document's hash instead of its text, and any text as well.
   * - `enforce`: nothing but documents of the manifest runs, whether sent as hash or as text.
   */
  mode: 'off' | 'allow' | 'enforce';
  /** Whom `enforce` is for. Partners with keys write queries of their own; browsers run what was built for them. */
  enforceFor?: 'browsers' | 'all';
  manifest: DocumentManifest;
}

/** What a request may say about its document, beside its text. */
interface DocumentReference {
  query: unknown;
  /** `<sha256>` or `sha256:<sha256>`. */
  documentId?: unknown;
  /** `extensions.persistedQuery`, as Apollo's clients send it. */
  extensions?: unknown;
}

export interface TrustedDocuments {
  /**
   * The text to run. Without a hash it is what was sent.
   * @throws NOT_FOUND for a hash that is not in the manifest, FORBIDDEN for a text that is not, where that is enforced
   */
  textOf(reference: DocumentReference, fromBrowser: boolean): unknown;
  /** Whether a request refers to a document by its hash, so that what runs is not what its body says. */
  isReference(reference: Omit<DocumentReference, 'query'>): boolean;
}

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** @throws when a text in the manifest does not have the hash it stands under */
export function createTrustedDocuments(options: TrustedDocumentsOptions): TrustedDocuments {
  const { mode, manifest, enforceFor = 'browsers' } = options;
  const texts = new Map<string, string>();
  if (mode !== 'off') {
    for (const [key, text] of Object.entries(manifest)) {
      const hash = HASH.exec(key)?.[1]?.toLowerCase();
      if (hash === undefined || hash !== sha256(text)) {
        throw new Error(
          `The manifest of trusted documents has a text under "${key}" that has another SHA-256.`,
        );
      }
      texts.set(hash, text);
    }
  }
  const trusted = new Set(texts.values());
  return {
    isReference: (reference) => mode !== 'off' && hashIn(reference) !== undefined,
    textOf(reference, fromBrowser) {
      const { query } = reference;
      if (mode === 'off') return query;
      const hash = hashIn(reference);
      if (hash !== undefined && (query === undefined || query === null || query === '')) {
        const text = texts.get(hash);
        if (text !== undefined) return text;
        throw gatewayError('NOT_FOUND', 'PersistedQueryNotFound: no trusted document has this hash.', {
          limit: 'trusted documents',
        });
      }
      if (mode === 'enforce' && (enforceFor === 'all' || fromBrowser) && !trusted.has(String(query))) {
        throw gatewayError('FORBIDDEN', 'Only documents that the operator trusts may run here.', {
          limit: 'trusted documents',
        });
      }
      return query;
    },
  };
}

function hashIn({ documentId, extensions }: Omit<DocumentReference, 'query'>): string | undefined {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  const given = documentId ?? persisted?.sha256Hash;
  return typeof given === 'string' ? HASH.exec(given)?.[1]?.toLowerCase() : undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
