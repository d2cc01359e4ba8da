export { dailyErasing, eraseOld } from './daily-job';
export type { DailyJob } from './daily-job';
export { added, erasing } from './erasing';
export type { ErasureReport } from './erasing';
