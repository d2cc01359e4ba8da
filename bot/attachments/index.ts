export { attachmentScheme } from './addresses';
export { type Attachments, attachmentsOf, createAttachments, type ReceivedFile } from './attachments';
export { filesSent } from './files-sent';
export { attachmentRoutes } from './routes';
export { readUpload, type Upload } from './upload';
export { type Refusal, refusalError, type RefusalReason } from './refusal';
export { scanner, type ScanSettings } from './scan';
