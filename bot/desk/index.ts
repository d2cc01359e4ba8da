export { openDesk, staffRoom } from './desk';
export type { StaffRoom } from './desk';
export type { DeskFiles } from './desk-files';
export { agentOf, loginFrom, Login, NewStaff, Role, StaffDetails } from './staff';
export type { StaffMember } from './staff';
export { linkAddress } from './link-address';
export { sqlAudit } from './sql-audit';
export { sqlSignIns } from './sql-sign-ins';
export { sqlStaff } from './sql-staff';
