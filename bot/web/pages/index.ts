export { deskPage } from './desk-page';
export { demoPage } from './demo-page';
export { documentPage } from './document-page';
export { notFoundPage } from './not-found-page';
