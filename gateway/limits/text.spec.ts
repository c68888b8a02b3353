import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkDocumentText, checkVariableText } from './text.ts';

describe('text that is none', () => {
  it('is refused in a document', () => {
    expect(checkDocumentText(parse('{ shop(id: "caf\u00e9 \u{1f600}") { id } }'))).toBeUndefined();
    expect(checkDocumentText(parse('{ shop(id: "\\u0000") { id } }'))?.extensions.code).toBe('BAD_INPUT');
  });

  it('is refused in variables, by its place', () => {
    checkVariableText(undefined);
    checkVariableText({ id: 'é', list: ['a', { b: '\u{1f600}' }], n: 1, nothing: null });
    expect(() => checkVariableText({ input: { names: ['fine', 'not \ud800'] } })).toThrow(
      /\$input\.names\.1 /,
    );
    expect(() => checkVariableText({ id: 'a\0b' })).toThrow(/\$id /);
  });

  it('does not recurse into what is endlessly deep', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => checkVariableText({ deep })).toThrow(/64 levels/);
  });
});
