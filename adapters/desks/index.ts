export { chatwootDesk, chatwootEvent, ChatwootNews } from './chatwoot';
export type { ChatwootSettings } from './chatwoot';
export { webhookDesk } from './webhook';
