import { createUnionType, Field, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import { Export } from './export.type.ts';

@ObjectType({ description: 'The export waits to be made.' })
export class ExportRequested {
  @Field(() => Export, { description: 'The export as it is now. Watch it with exportProgress.' })
  export: Export;
}

@ObjectType({ description: 'The export will not be made.' })
export class ExportCancelled {
  @Field(() => Export, { description: 'The export as it is now.' })
  export: Export;
}

const ERRORS = [BadInputError, NotFoundError, ForbiddenError, UnauthenticatedError, ConflictError] as const;

export const RequestExportResult = createUnionType({
  name: 'RequestExportResult',
  description:
    'What requestExport answers: the export, or why not. ConflictError also says that too many of the merchant wait already.',
  types: () => [ExportRequested, ...ERRORS] as const,
});

export const CancelExportResult = createUnionType({
  name: 'CancelExportResult',
  description: 'What cancelExport answers: the export, or why not. One that is over is a ConflictError.',
  types: () => [ExportCancelled, ...ERRORS] as const,
});
