/** From where carts were begun, as a keyed hash. Every row there is has none, so that nothing is loaded anew. */
export const cartAddresses: readonly string[] = [
  'ALTER TABLE carts ADD COLUMN IF NOT EXISTS client_address Nullable(String) AFTER abandoned_at',
];
