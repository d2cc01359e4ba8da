export { sqlComplaints } from './sql-complaints';
export { complaintsWebhook } from './webhook';
export { complaintMail, complaintMailFiles } from './mail-files';
export { complaintCourier } from './delivery';
export type { ComplaintCourier } from './delivery';
export type { Complaint, Complaints, ComplaintStore, DeliverComplaint, FiledComplaint } from './port';
