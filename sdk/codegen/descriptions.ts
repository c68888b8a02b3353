import { PreResolveTypesProcessor } from '@graphql-codegen/visitor-plugin-common';
import { type GraphQLObjectType, isObjectType } from 'graphql';

/**
 * `typescript-operations` writes descriptions on inputs and enums but not on the fields of a result, and offers no
 * hook for it. This adds them where the plugin names a result's fields, so that an editor shows what a figure means.
 */
export function describeResultFields(): void {
  const prototype = PreResolveTypesProcessor.prototype;
  const primitive = prototype.transformPrimitiveFields;
  prototype.transformPrimitiveFields = function (schemaType, fields, unset) {
    const described = primitive.call(this, schemaType, fields, unset);
    return described?.map((entry, index) => commented(entry, schemaType, fields[index]?.fieldName)) ?? null;
  };
}

function commented<Entry>(entry: Entry, type: unknown, field: string | undefined): Entry {
  if (!isObjectType(type) || typeof entry !== 'object' || entry === null || !('name' in entry)) return entry;
  const description = (type as GraphQLObjectType).getFields()[field ?? '']?.description;
  if (!description) return entry;
  const line = description.replaceAll('*/', '*\\/').replace(/\s+/g, ' ').trim();
  return { ...entry, name: `\n/** ${line} */\n${entry.name}` };
}
