export { createUsersJobs } from './jobs.ts';
