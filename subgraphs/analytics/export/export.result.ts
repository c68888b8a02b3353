import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
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

export const RequestExportResult = resultOf('requestExport', ExportRequested);
export const CancelExportResult = resultOf('cancelExport', ExportCancelled);
