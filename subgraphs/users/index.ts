export { createUsersJobs } from './jobs.ts';
export { createUnsubscriptions } from './unsubscribe/unsubscribe.service.ts';
