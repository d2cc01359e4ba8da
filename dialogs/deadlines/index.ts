export { deadlinesOf } from './deadlines';
export type { Deadline, Deadlines, DebtFacts } from './deadlines';
export type { ApprovedExtension, BuyerEvent, DebtInvoice, PaymentPlan } from './debt';
export { isUnpaid } from './debt';
export { deadlineWords, daysLeft, isLate } from './lateness';
export { termsOn } from './policy-terms';
export type { PolicyTerms, StopOfCoverRule, WaitingPeriodStart } from './policy-terms';
export type { Step, StepFacts } from './steps';
export { danishPublicHolidays, isBankDay, isWorkingDay, nextWorkingDay } from './working-days';
