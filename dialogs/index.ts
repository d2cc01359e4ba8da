export { createResponder } from './responder';
export type { Message, Responder, Response } from './responder';
export { greeting, speak } from './speak';
export { replies } from './replies';
export { emptyMemory, forget, Memory, remember } from './memory';
export type { Contact } from './contact';
export { actionOf } from './reply-types';
export type { Reply, ReplyKind, Spoken } from './reply-types';
