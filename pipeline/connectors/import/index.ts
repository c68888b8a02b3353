export { isOrderFormat, ORDER_FORMATS, type OrderFormatName } from './formats/index.ts';
export { type ImportOrdersOptions, type ImportProgress, type ImportResult, importOrders } from './import.ts';
export { listRejects, type RejectRow } from './journal.ts';
