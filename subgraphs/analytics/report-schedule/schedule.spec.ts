import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '#platform/identity/index.ts';
import { type ExportsFixture, startExports } from '../testing/exports.ts';
import { runDueSchedules } from './schedule.job.ts';

const CREATE = `mutation ($input: CreateReportScheduleInput!) { createReportSchedule(input: $input) { __typename
  ... on ReportScheduleCreated { schedule { id nextRunAt recipientIds } } ... on UserError { code path message } } }`;
const UPDATE = `mutation ($input: UpdateReportScheduleInput!) { updateReportSchedule(input: $input) { __typename
  ... on ReportScheduleUpdated { schedule { id kind format cadence localHour groupBy compareTo nextRunAt recipientIds } }
  ... on UserError { code path } } }`;
const DELETE = `mutation ($input: DeleteReportScheduleInput!) { deleteReportSchedule(input: $input) {
  ... on ReportScheduleDeleted { id } ... on UserError { code } } }`;

describe('scheduled reports', () => {
  let on: ExportsFixture;
  let recipient: string;
  beforeAll(async () => {
    on = await startExports();
    recipient = on.shop.members[0]?.userId ?? '';
    await on.sell(on.shop.id, [{ day: '2026-03-28', amount: '10' }]);
  });
  afterAll(() => on?.close());

  const create = async (input: object, identity = on.analyst) => {
    const given = {
      merchantId: on.shop.id,
      kind: 'SALES_TREND',
      format: 'CSV',
      cadence: 'DAILY',
      localHour: 8,
      recipientIds: [recipient],
      ...input,
    };
    return (await on.ask(CREATE, { input: given }, { identity })).data.createReportSchedule;
  };
  const exportsOf = async (id: string) =>
    (
      await on.db.admin.query('select * from analytics.exports where requested_by = $1 order by created_at', [
        `schedule:${id}`,
      ])
    ).rows;
  const at = (instant: string) => runDueSchedules({ db: on.db, logger: on.logger }, new Date(instant));
  const due = (id: string, instant: string) =>
    on.db.admin.query('update analytics.report_schedules set next_run_at = $2 where id = $1', [id, instant]);

  it('are made when their hour comes, once, and mailed to members', async () => {
    const { schedule } = await create({});
    await due(schedule.id, '2026-03-29T07:00:00Z');
    expect(await at('2026-03-29T06:59:00Z')).toBe(0);
    // Two workers at once: one makes it. Clocks went forward in London this night.
    const made = await Promise.all([at('2026-03-29T07:02:00Z'), at('2026-03-29T07:02:00Z')]);
    expect(made.sort()).toEqual([0, 1]);
    const [row, ...others] = await exportsOf(schedule.id);
    expect(others).toEqual([]);
    expect(row.parameters).toMatchObject({ from: '2026-03-28', to: '2026-03-28' });
    await on.run(row.id);
    expect((await on.content(row.id)).toString()).toContain('2026-03-28,10.0000');
    const { rows } = await on.db.admin.query(
      `select recipient from email.messages where text like '%' || $1 || '%'`,
      ['from 2026-03-28 to 2026-03-28'],
    );
    expect(rows).toEqual([{ recipient: on.shop.members[0]?.email }]);
    const { data } = await on.ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) {
        ... on Merchant { reportSchedules { id nextRunAt lastExportId } } } }`,
      { id: on.shop.id },
    );
    expect(data._entities[0].reportSchedules).toEqual([
      { id: schedule.id, nextRunAt: '2026-03-30T07:00:00.000Z', lastExportId: row.id },
    ]);
  });

  it('are not made for those who have left', async () => {
    const { schedule } = await create({});
    await due(schedule.id, '2026-04-01T07:00:00Z');
    await on.db.admin.query(`update users.memberships set role = 'MARKETER' where user_id = $1`, [recipient]);
    await at('2026-04-01T07:00:00Z');
    await on.db.admin.query(`update users.memberships set role = 'ANALYST' where user_id = $1`, [recipient]);
    expect(await exportsOf(schedule.id)).toEqual([]);
  });

  it('refuse what could not be sent', async () => {
    const foreign = on.stranger.members[0];
    const cases: [object, string[]][] = [
      [{ localHour: 24 }, ['input', 'localHour']],
      [{ recipientIds: [] }, ['input', 'recipientIds']],
      [{ recipientIds: [foreign?.userId] }, ['input', 'recipientIds']],
      [{ kind: 'REVENUE_BREAKDOWN' }, ['input', 'breakdownBy']],
    ];
    for (const [input, path] of cases) expect(await create(input)).toMatchObject({ code: 'BAD_INPUT', path });
    expect(await create({}, foreign?.identity)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await create({}, ANONYMOUS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await create({ kind: 'EVENTS' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('can be changed, each thing by itself, and then come at their new hour', async () => {
    const { schedule } = await create({ groupBy: 'WEEK' });
    const change = async (input: object, identity = on.analyst, merchantId = on.shop.id) =>
      (await on.ask(UPDATE, { input: { merchantId, id: schedule.id, ...input } }, { identity })).data
        .updateReportSchedule;
    const before = { id: schedule.id, kind: 'SALES_TREND', cadence: 'DAILY', localHour: 8, groupBy: 'WEEK' };
    expect((await change({ format: 'PARQUET', compareTo: 'PREVIOUS_YEAR' })).schedule).toEqual({
      ...before,
      format: 'PARQUET',
      compareTo: 'PREVIOUS_YEAR',
      nextRunAt: schedule.nextRunAt,
      recipientIds: [recipient],
    });
    const moved = (await change({ cadence: 'MONTHLY', localHour: 23 })).schedule;
    expect(moved).toMatchObject({ cadence: 'MONTHLY', localHour: 23, format: 'PARQUET', groupBy: 'WEEK' });
    expect(new Date(moved.nextRunAt).getTime()).toBeGreaterThan(new Date(schedule.nextRunAt).getTime());
    await due(schedule.id, '2026-05-01T22:00:00Z');
    await at('2026-05-01T22:00:00Z');
    const [row] = await exportsOf(schedule.id);
    expect(row.parameters).toMatchObject({
      format: 'PARQUET',
      compareTo: 'PREVIOUS_YEAR',
      from: '2026-04-01',
    });
    await on.run(row.id);
    expect(await on.row(row.id)).toMatchObject({ status: 'COMPLETED', format: 'PARQUET' });

    const stranger = on.stranger.members[0];
    const refused: [object, string[]][] = [
      [{ localHour: -1 }, ['input', 'localHour']],
      [{ recipientIds: [] }, ['input', 'recipientIds']],
      [{ recipientIds: [stranger?.userId] }, ['input', 'recipientIds']],
      [{ breakdownBy: 'COUNTRY' }, ['input', 'breakdownBy']],
    ];
    for (const [input, path] of refused)
      expect(await change(input)).toMatchObject({ code: 'BAD_INPUT', path });
    expect(await change({ localHour: 1 }, stranger?.identity, on.stranger.id)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await change({ id: 'none' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await change({ localHour: 1 }, ANONYMOUS)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('can be ended by their merchant alone', async () => {
    const { schedule } = await create({ cadence: 'MONTHLY' });
    const end = async (merchantId: string, identity = on.analyst) =>
      (await on.ask(DELETE, { input: { merchantId, id: schedule.id } }, { identity })).data
        .deleteReportSchedule;
    const stranger = on.stranger.members[0]?.identity ?? ANONYMOUS;
    expect(await end(on.stranger.id, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await end(on.shop.id)).toEqual({ id: schedule.id });
    expect(await end(on.shop.id)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
