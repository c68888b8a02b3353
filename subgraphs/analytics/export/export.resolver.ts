import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { CancelExportInput, ExportsArgs, RequestExportInput } from './export.input.ts';
import { toExport, toExportConnection } from './export.mapper.ts';
import {
  CancelExportResult,
  ExportCancelled,
  ExportRequested,
  RequestExportResult,
} from './export.result.ts';
import type { ExportService } from './export.service.ts';
import { Export, ExportConnection } from './export.type.ts';

@Resolver(() => Export)
export class ExportResolver {
  private readonly exports: ExportService;

  constructor(exports: ExportService) {
    this.exports = exports;
  }

  @Query(() => Export, {
    nullable: true,
    description: 'One export by its id. Null with NOT_FOUND when it is not yours to see. Needs exports:read.',
  })
  async export(
    @Arg('id', () => ID, { description: 'Id of the export.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Export> {
    return toExport(await this.exports.byId(context, id));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where to download the file, without any header: a link signed for you that works for 15 minutes, new each time it is read. Ranges are served. Null unless COMPLETED. Needs exports:read.',
  })
  downloadUrl(@Root() row: Export, @Ctx() context: SubgraphContext): string | null {
    return this.exports.linkOf(context, row);
  }

  @Mutation(() => RequestExportResult, {
    description:
      'Asks for a file: a report, or rows whole, without a limit of rows. It is made in the background; CONFLICT when 20 of the merchant wait or run already. Needs exports:write and what its kind needs.',
  })
  requestExport(
    @Arg('input', () => RequestExportInput, { description: 'What to export.' }) input: RequestExportInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(ExportRequested, { export: toExport(await this.exports.request(context, input)) }),
    );
  }

  @Mutation(() => CancelExportResult, {
    description:
      'Ends an export that waits or runs. What was written of it is removed; CONFLICT when it is over. Needs exports:write.',
  })
  cancelExport(
    @Arg('input', () => CancelExportInput, { description: 'Which export.' }) input: CancelExportInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(ExportCancelled, { export: toExport(await this.exports.cancel(context, input.id)) }),
    );
  }
}

@Resolver(() => Merchant)
export class MerchantExportsResolver {
  private readonly service: ExportService;

  constructor(service: ExportService) {
    this.service = service;
  }

  @FieldResolver(() => ExportConnection, {
    nullable: true,
    description: 'Exports of the merchant, newest first. Needs exports:read.',
  })
  async exports(
    @Root() merchant: Merchant,
    @Args(() => ExportsArgs) args: ExportsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ExportConnection> {
    return toExportConnection(await this.service.list(context, merchant.id, args));
  }
}
